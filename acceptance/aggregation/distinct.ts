/** How many different numbers were added; one bit a number. */
export interface Distinct {
  readonly add: (number: number) => void;
  readonly size: () => number;
  /** One bit for each number that was added. */
  readonly bits: () => Uint32Array;
  /** Numbers below zero, which have no bit. */
  readonly nameless: () => number;
}

const bitsIn = (word: number): number => {
  let left = word - ((word >>> 1) & 0x55555555);
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
  return Math.imul((left + (left >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
};

/** How many different numbers several of them hold together. */
export const distinctTogether = (parts: readonly Distinct[]): number => {
  const longest = Math.max(0, ...parts.map((part) => part.bits().length));
  const all = new Uint32Array(longest);
  for (const part of parts) {
    const bits = part.bits();
    for (let word = 0; word < bits.length; word += 1) all[word] = all[word]! | bits[word]!;
  }
  let size = parts.reduce((sum, part) => sum + part.nameless(), 0);
  for (const word of all) size += bitsIn(word);
  return size;
};

export const createDistinct = (): Distinct => {
  let bits = new Uint32Array(8);
  let [size, nameless] = [0, 0];
  return {
    add: (number) => {
      // What has no name cannot be told from others and counts by itself.
      if (number < 0) {
        nameless += 1;
        return;
      }
      const word = number >>> 5;
      if (word >= bits.length) {
        const longer = new Uint32Array(Math.max(word + 1, 2 * bits.length));
        longer.set(bits);
        bits = longer;
      }
      const bit = 1 << (number & 31);
      if ((bits[word]! & bit) !== 0) return;
      bits[word] = bits[word]! | bit;
      size += 1;
    },
    size: () => size + nameless,
    bits: () => bits,
    nameless: () => nameless,
  };
};
