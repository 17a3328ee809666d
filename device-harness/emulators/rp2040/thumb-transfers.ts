const lowRegisters = 0xff;
const stackPointer = 13;
const linkRegister = 14;

/** Moves between registers and memory, at byte offsets that were checked to be valid. */
export interface Transfers {
  /** One load or store; `access` as in thumb-patterns.ts. */
  readonly single: (access: number, offset: number, register: number) => void;
  /** Stores the registers of a PUSH upwards from `offset` and returns how many are low ones. */
  readonly push: (opcode: number, offset: number) => number;
  /** Loads the low registers of a POP upwards from `offset` and returns how many. */
  readonly pop: (opcode: number, offset: number) => number;
}

/** How many words a PUSH or POP moves. */
export const stackedWords = (opcode: number): number => {
  let count = 0;
  for (let list = opcode & 0x1ff; list !== 0; list &= list - 1) count += 1;
  return count;
};

export const transfersOf = (r: Int32Array, memory: ArrayBuffer): Transfers => {
  const words = new Int32Array(memory);
  const halves = new Uint16Array(memory);
  const bytes = new Uint8Array(memory);
  return {
    single(access, offset, register) {
      switch (access) {
        case 1:
          r[register] = words[offset >> 2]!;
          break;
        case 2:
          r[register] = halves[offset >> 1]!;
          break;
        case 3:
          r[register] = (halves[offset >> 1]! << 16) >> 16;
          break;
        case 4:
          r[register] = bytes[offset]!;
          break;
        case 5:
          r[register] = (bytes[offset]! << 24) >> 24;
          break;
        case 6:
          words[offset >> 2] = r[register]!;
          break;
        case 7:
          halves[offset >> 1] = r[register]!;
          break;
        default:
          bytes[offset] = r[register]!;
      }
    },
    push(opcode, offset) {
      let at = offset >> 2;
      let count = 0;
      for (let list = opcode & lowRegisters, n = 0; list !== 0; list >>= 1, n += 1) {
        if ((list & 1) === 0) continue;
        words[at++] = r[n]!;
        count += 1;
      }
      if ((opcode & 0x100) !== 0) words[at] = r[linkRegister]!;
      r[stackPointer]! -= 4 * stackedWords(opcode);
      return count;
    },
    pop(opcode, offset) {
      let at = offset >> 2;
      let count = 0;
      for (let list = opcode & lowRegisters, n = 0; list !== 0; list >>= 1, n += 1) {
        if ((list & 1) === 0) continue;
        r[n] = words[at++]!;
        count += 1;
      }
      r[stackPointer]! += 4 * stackedWords(opcode);
      return count;
    },
  };
};
