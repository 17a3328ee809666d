import { PilotError } from '../../documents/pilot-error.ts';

/** Bytes that the loader places at a physical address. */
export interface Segment {
  readonly address: number;
  readonly bytes: Uint8Array;
}

export interface Section {
  readonly name: string;
  readonly address: number;
  readonly size: number;
  /** Whether it takes room on the target (SHF_ALLOC). */
  readonly allocated: boolean;
  /** Whether the image holds its bytes; false for bss-like sections (SHT_NOBITS). */
  readonly stored: boolean;
  /** Whether it can be written at run time (SHF_WRITE). */
  readonly writable: boolean;
}

export interface ElfImage {
  readonly entry: number;
  readonly segments: readonly Segment[];
  readonly sections: readonly Section[];
  /** Flash the image takes: code, constants and the initial values of variables. */
  readonly flash_B: number;
  /** RAM it reserves: variables, zeroed memory, stack and heap sections. */
  readonly ram_B: number;
}

const refuse = (message: string): never => {
  throw new PilotError({
    code: 'ELF_INVALID',
    message,
    hint: 'Give the linked ELF file of the firmware (32-bit, little-endian).',
  });
};

const cString = (bytes: Uint8Array, start: number): string => {
  const end = bytes.indexOf(0, start);
  return Buffer.from(bytes.subarray(start, end < 0 ? bytes.length : end)).toString('latin1');
};

const programSegments = (bytes: Uint8Array, view: DataView): Segment[] => {
  const [offset, size, count] = [
    view.getUint32(28, true),
    view.getUint16(42, true),
    view.getUint16(44, true),
  ];
  const segments: Segment[] = [];
  for (let index = 0; index < count; index += 1) {
    const header = offset + index * size;
    const [type, start, address, stored] = [0, 4, 12, 16].map((at) =>
      view.getUint32(header + at, true),
    );
    if (type === 1 && stored! > 0) {
      segments.push({ address: address!, bytes: bytes.slice(start, start! + stored!) });
    }
  }
  return segments;
};

const readSections = (bytes: Uint8Array, view: DataView): Section[] => {
  const [offset, size, count, names] = [
    view.getUint32(32, true),
    view.getUint16(46, true),
    view.getUint16(48, true),
    view.getUint16(50, true),
  ];
  if (offset === 0) return [];
  const namesAt = view.getUint32(offset + names * size + 16, true);
  return Array.from({ length: count }, (_, index) => {
    const header = offset + index * size;
    const flags = view.getUint32(header + 8, true);
    return {
      name: cString(bytes, namesAt + view.getUint32(header, true)),
      address: view.getUint32(header + 12, true),
      size: view.getUint32(header + 20, true),
      allocated: (flags & 2) !== 0,
      writable: (flags & 1) !== 0,
      stored: view.getUint32(header + 4, true) !== 8,
    };
  });
};

/**
 * Reads a 32-bit little-endian ELF file without running it (System V ABI, chapter 4).
 * Sizes are in bytes. Throws ELF_INVALID.
 */
export const inspectElf = (bytes: Uint8Array): ElfImage => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 52 || view.getUint32(0, false) !== 0x7f454c46)
    refuse('This is not an ELF file');
  if (bytes[4] !== 1 || bytes[5] !== 1) refuse('This ELF file is not 32-bit little-endian');
  try {
    const sections = readSections(bytes, view);
    const total = (keep: (section: Section) => boolean): number =>
      sections.filter((s) => s.allocated && keep(s)).reduce((sum, s) => sum + s.size, 0);
    return {
      entry: view.getUint32(24, true),
      segments: programSegments(bytes, view),
      sections,
      flash_B: total((section) => section.stored),
      ram_B: total((section) => section.writable || !section.stored),
    };
  } catch (cause) {
    if (cause instanceof RangeError) return refuse('This ELF file is cut short');
    throw cause;
  }
};
