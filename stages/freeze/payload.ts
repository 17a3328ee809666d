/** How the payload of a stimulus holds its numbers, little-endian. */
export type PayloadFormat = 'int8' | 'uint8' | 'int16' | 'float32';

interface Layout {
  readonly size_B: number;
  readonly least: number;
  readonly most: number;
  readonly read: (bytes: Buffer, offset: number) => number;
  readonly write: (bytes: Buffer, value: number, offset: number) => void;
}

const layouts: Readonly<Record<PayloadFormat, Layout>> = {
  int8: {
    size_B: 1,
    least: -128,
    most: 127,
    read: (bytes, offset) => bytes.readInt8(offset),
    write: (bytes, value, offset) => void bytes.writeInt8(value, offset),
  },
  uint8: {
    size_B: 1,
    least: 0,
    most: 255,
    read: (bytes, offset) => bytes.readUInt8(offset),
    write: (bytes, value, offset) => void bytes.writeUInt8(value, offset),
  },
  int16: {
    size_B: 2,
    least: -32_768,
    most: 32_767,
    read: (bytes, offset) => bytes.readInt16LE(offset),
    write: (bytes, value, offset) => void bytes.writeInt16LE(value, offset),
  },
  float32: {
    size_B: 4,
    least: Number.NEGATIVE_INFINITY,
    most: Number.POSITIVE_INFINITY,
    read: (bytes, offset) => bytes.readFloatLE(offset),
    write: (bytes, value, offset) => void bytes.writeFloatLE(value, offset),
  },
};

/** The numbers of a base64 payload; undefined where its bytes are no whole number of them. */
export const numbersIn = (x: string, format: PayloadFormat): number[] | undefined => {
  const bytes = Buffer.from(x, 'base64');
  const { size_B, read } = layouts[format];
  if (bytes.length % size_B !== 0) return undefined;
  return Array.from({ length: bytes.length / size_B }, (_, index) => read(bytes, index * size_B));
};

/** Numbers as a base64 payload; integers are rounded, and clipped as a converter would. */
export const payloadOf = (numbers: readonly number[], format: PayloadFormat): string => {
  const { size_B, least, most, write } = layouts[format];
  const bytes = Buffer.alloc(numbers.length * size_B);
  for (const [index, value] of numbers.entries()) {
    const whole = format === 'float32' ? value : Math.round(value);
    write(bytes, Math.min(most, Math.max(least, whole)), index * size_B);
  }
  return bytes.toString('base64');
};
