/** Offset of a BL from its two halves (ARMv6-M, encoding T1). */
export const branchOffset = (first: number, second: number): number => {
  const s = (first >> 10) & 1;
  const i1 = 1 ^ s ^ ((second >> 13) & 1);
  const i2 = 1 ^ s ^ ((second >> 11) & 1);
  return (-s << 24) | (i1 << 23) | (i2 << 22) | ((first & 0x3ff) << 12) | ((second & 0x7ff) << 1);
};

/** Condition codes of ARMv6-M (A6.3), from the last result and the carry and overflow flags. */
export const holds = (code: number, result: number, carry: boolean, overflow: boolean): boolean => {
  switch (code) {
    case 0:
      return result === 0;
    case 1:
      return result !== 0;
    case 2:
      return carry;
    case 3:
      return !carry;
    case 4:
      return result < 0;
    case 5:
      return result >= 0;
    case 6:
      return overflow;
    case 7:
      return !overflow;
    case 8:
      return carry && result !== 0;
    case 9:
      return !carry || result === 0;
    case 10:
      return result < 0 === overflow;
    case 11:
      return result < 0 !== overflow;
    case 12:
      return result !== 0 && result < 0 === overflow;
    default:
      return result === 0 || result < 0 !== overflow;
  }
};
