// What a memory instruction does at its address; 0 is none.
const load32 = 1;
const load16 = 2;
const loadSigned16 = 3;
const load8 = 4;
const loadSigned8 = 5;
/** Accesses from here on are stores. */
export const firstStore = 6;
const store32 = 6;
const store16 = 7;
const store8 = 8;
/** Bits of an address that must be zero for each access. */
export const alignment: readonly number[] = [0, 3, 1, 1, 0, 0, 3, 1, 0];

/**
 * The Thumb instructions that make up nearly all of what a compiled network executes, as their
 * encodings stand in the ARMv6-M manual (A5.2); letters are operands. The place in this list is
 * the number that `fast-core.ts` switches on; 0 is every instruction left to the emulator.
 */
const patterns: readonly (readonly [string, number])[] = [
  ['', 0], //  0  left to the emulator
  ['00000iiiiimmmddd', 0], //  1  LSLS Rd, Rm, #imm5
  ['00001iiiiimmmddd', 0], //  2  LSRS Rd, Rm, #imm5
  ['00010iiiiimmmddd', 0], //  3  ASRS Rd, Rm, #imm5
  ['0001100mmmnnnddd', 0], //  4  ADDS Rd, Rn, Rm
  ['0001101mmmnnnddd', 0], //  5  SUBS Rd, Rn, Rm
  ['0001110iiinnnddd', 0], //  6  ADDS Rd, Rn, #imm3
  ['0001111iiinnnddd', 0], //  7  SUBS Rd, Rn, #imm3
  ['00100dddiiiiiiii', 0], //  8  MOVS Rd, #imm8
  ['00101nnniiiiiiii', 0], //  9  CMP Rn, #imm8
  ['00110dddiiiiiiii', 0], // 10  ADDS Rd, #imm8
  ['00111dddiiiiiiii', 0], // 11  SUBS Rd, #imm8
  ['0100000000mmmddd', 0], // 12  ANDS Rd, Rm
  ['0100000001mmmddd', 0], // 13  EORS Rd, Rm
  ['0100001000mmmnnn', 0], // 14  TST Rn, Rm
  ['0100001001nnnddd', 0], // 15  RSBS Rd, Rn, #0
  ['0100001010mmmnnn', 0], // 16  CMP Rn, Rm
  ['0100001100mmmddd', 0], // 17  ORRS Rd, Rm
  ['0100001101mmmddd', 0], // 18  MULS Rd, Rm
  ['0100001110mmmddd', 0], // 19  BICS Rd, Rm
  ['0100001111mmmddd', 0], // 20  MVNS Rd, Rm
  ['01001dddiiiiiiii', load32], // 21  LDR Rd, [PC, #imm8]
  ['0101000mmmnnnttt', store32], // 22  STR Rt, [Rn, Rm]
  ['0101010mmmnnnttt', store8], // 23  STRB Rt, [Rn, Rm]
  ['0101011mmmnnnttt', loadSigned8], // 24  LDRSB Rt, [Rn, Rm]
  ['0101100mmmnnnttt', load32], // 25  LDR Rt, [Rn, Rm]
  ['0101110mmmnnnttt', load8], // 26  LDRB Rt, [Rn, Rm]
  ['0101111mmmnnnttt', loadSigned16], // 27  LDRSH Rt, [Rn, Rm]
  ['01100iiiiinnnttt', store32], // 28  STR Rt, [Rn, #imm5]
  ['01101iiiiinnnttt', load32], // 29  LDR Rt, [Rn, #imm5]
  ['01110iiiiinnnttt', store8], // 30  STRB Rt, [Rn, #imm5]
  ['01111iiiiinnnttt', load8], // 31  LDRB Rt, [Rn, #imm5]
  ['10000iiiiinnnttt', store16], // 32  STRH Rt, [Rn, #imm5]
  ['10001iiiiinnnttt', load16], // 33  LDRH Rt, [Rn, #imm5]
  ['10010tttiiiiiiii', store32], // 34  STR Rt, [SP, #imm8]
  ['10011tttiiiiiiii', load32], // 35  LDR Rt, [SP, #imm8]
  ['1011001000mmmddd', 0], // 36  SXTH Rd, Rm
  ['1011001001mmmddd', 0], // 37  SXTB Rd, Rm
  ['1011001010mmmddd', 0], // 38  UXTH Rd, Rm
  ['1011001011mmmddd', 0], // 39  UXTB Rd, Rm
  ['1101cccciiiiiiii', 0], // 40  B<c> label; 1110 and 1111 are taken out below
  ['11100iiiiiiiiiii', 0], // 41  B label
  ['01000110dmmmmddd', 0], // 42  MOV Rd, Rm; forms with PC or SP are taken out below
  ['01000100dmmmmddd', 0], // 43  ADD Rd, Rm; likewise
  ['11110siiiiiiiiii', 0], // 44  BL label, first half
  ['010001110mmmm000', 0], // 45  BX Rm
  ['01000101nmmmmnnn', 0], // 46  CMP Rn, Rm with high registers; likewise
  ['0100000010mmmddd', 0], // 47  LSLS Rd, Rm
  ['0100000011mmmddd', 0], // 48  LSRS Rd, Rm
  ['1011010lrrrrrrrr', 0], // 49  PUSH {registers, LR}
  ['1011110prrrrrrrr', 0], // 50  POP {registers, PC}
];

const fixed = (pattern: string): { readonly mask: number; readonly value: number } => ({
  mask: Number.parseInt(pattern.replaceAll(/[01]/gu, '1').replaceAll(/[^1]/gu, '0'), 2),
  value: Number.parseInt(pattern.replaceAll(/[^1]/gu, '0'), 2),
});

const stackPointer = 13;

/** High-register forms that read or write SP or PC have rules of their own. */
const isSpecial = (opcode: number): boolean => {
  const [m, d] = [(opcode >> 3) & 15, ((opcode >> 4) & 8) | (opcode & 7)];
  return (m >= stackPointer && m !== 14) || (d >= stackPointer && d !== 14);
};

const decode = (): Uint8Array => {
  const kinds = new Uint8Array(0x1_0000);
  for (const [kind, [pattern]] of patterns.entries()) {
    if (pattern === '') continue;
    const { mask, value } = fixed(pattern);
    for (let opcode = 0; opcode < kinds.length; opcode += 1) {
      if ((opcode & mask) === value) kinds[opcode] = kind;
    }
  }
  for (const [opcode, kind] of kinds.entries()) {
    const highRegisters = kind === 42 || kind === 43 || kind === 46;
    if (highRegisters && isSpecial(opcode)) kinds[opcode] = 0;
    if (kind === 45 && ((opcode >> 3) & 15) === 15) kinds[opcode] = 0;
    if (kind === 40 && ((opcode >> 8) & 15) >= 14) kinds[opcode] = 0;
  }
  return kinds;
};

/** For each 16-bit opcode its number in the list above. */
export const kinds: Uint8Array = decode();

/** For each 16-bit opcode what it does in memory. */
export const accesses: Uint8Array = kinds.map((kind) => patterns[kind]![1]);
