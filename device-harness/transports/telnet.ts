/** Bytes of the telnet protocol (RFC 854) that stand for themselves nowhere else. */
export const telnet = {
  IAC: 255,
  DONT: 254,
  DO: 253,
  WONT: 252,
  WILL: 251,
  SB: 250,
  SE: 240,
} as const;

export type Verb = 'WILL' | 'WONT' | 'DO' | 'DONT';

/** What the other side of a telnet connection sent beside data. */
export type Order =
  | { readonly verb: Verb; readonly option: number }
  | { readonly option: number; readonly values: Uint8Array };

const { IAC, SB, SE } = telnet;
const verbs = new Map<number, Verb>([
  [telnet.WILL, 'WILL'],
  [telnet.WONT, 'WONT'],
  [telnet.DO, 'DO'],
  [telnet.DONT, 'DONT'],
]);

/** No option this house speaks says more; what is longer is dropped. */
const longest_B = 256;

/** Data as it travels: the byte 255 is doubled. */
export const escapeIac = (bytes: Uint8Array): Uint8Array => {
  const extra = bytes.reduce((count, byte) => count + (byte === IAC ? 1 : 0), 0);
  if (extra === 0) return bytes;
  const escaped = new Uint8Array(bytes.length + extra);
  let end = 0;
  for (const byte of bytes) {
    escaped[end++] = byte;
    if (byte === IAC) escaped[end++] = IAC;
  }
  return escaped;
};

export const say = (verb: Verb, option: number): Uint8Array =>
  Uint8Array.of(IAC, telnet[verb], option);

export const subnegotiation = (option: number, values: readonly number[]): Uint8Array =>
  Buffer.concat([
    Buffer.of(IAC, SB, option),
    escapeIac(Uint8Array.from(values)),
    Buffer.of(IAC, SE),
  ]);

/**
 * Takes bytes off the wire as they come, however they are cut; never throws. Returns the data among
 * them and calls `onOrder` for the rest, in order. Orders that are broken off or unknown are dropped.
 */
export const createTelnetReader = (
  onOrder: (order: Order) => void,
): ((bytes: Uint8Array) => Uint8Array) => {
  let state: 'data' | 'iac' | 'verb' | 'sub' | 'sub-iac' = 'data';
  let verb: Verb = 'WILL';
  let held: number[] = [];

  const finish = (): void => {
    const [option, ...values] = held;
    if (option !== undefined && held.length <= longest_B) {
      onOrder({ option, values: Uint8Array.from(values) });
    }
  };
  const hold = (byte: number): void => {
    if (held.length <= longest_B) held.push(byte);
  };
  /** The byte after IAC; true where it stands for itself. */
  const command = (byte: number): boolean => {
    const found = verbs.get(byte);
    if (found) verb = found;
    state = found ? 'verb' : byte === SB ? 'sub' : 'data';
    if (byte === SB) held = [];
    return byte === IAC;
  };

  return (bytes) => {
    const data = new Uint8Array(bytes.length);
    let end = 0;
    for (const byte of bytes) {
      switch (state) {
        case 'data':
          if (byte === IAC) state = 'iac';
          else data[end++] = byte;
          break;
        case 'iac':
          if (command(byte)) data[end++] = byte;
          break;
        case 'verb':
          state = 'data';
          onOrder({ verb, option: byte });
          break;
        case 'sub':
          if (byte === IAC) state = 'sub-iac';
          else hold(byte);
          break;
        case 'sub-iac':
          if (byte === IAC) {
            state = 'sub';
            hold(byte);
          } else if (byte === SE) {
            state = 'data';
            finish();
          } else command(byte);
          break;
      }
    }
    return data.subarray(0, end);
  };
};
