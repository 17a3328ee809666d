/** How many different numbers were added; one bit a number. */
export interface Distinct {
  readonly add: (number: number) => void;
  readonly size: () => number;
}

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
  };
};
