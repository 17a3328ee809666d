/** Numbers samples in the order they first come in, baseline and candidate together. */
export type Numbering = (sample: string) => number;

const hashOf = (text: string): number => {
  let hash = text.length;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return hash | 0;
};

/**
 * A table of hashes beside the names: a name that is new, as nearly all are, is told from a million
 * others without looking at any of them, which a Map of names does each time it grows.
 */
export const createNumbering = (): Numbering => {
  const names: string[] = [];
  let mask = 1023;
  let hashes = new Int32Array(mask + 1);
  /** Number of the name plus one; zero where the place is free. */
  let numbers = new Int32Array(mask + 1);

  const grow = (): void => {
    const [oldHashes, oldNumbers] = [hashes, numbers];
    mask = 2 * mask + 1;
    hashes = new Int32Array(mask + 1);
    numbers = new Int32Array(mask + 1);
    for (let i = 0; i < oldNumbers.length; i += 1) {
      if (oldNumbers[i] === 0) continue;
      let at = oldHashes[i]! & mask;
      while (numbers[at] !== 0) at = (at + 1) & mask;
      hashes[at] = oldHashes[i]!;
      numbers[at] = oldNumbers[i]!;
    }
  };
  return (sample) => {
    const hash = hashOf(sample);
    let at = hash & mask;
    while (numbers[at] !== 0) {
      if (hashes[at] === hash && names[numbers[at]! - 1] === sample) return numbers[at]! - 1;
      at = (at + 1) & mask;
    }
    hashes[at] = hash;
    const number = names.push(sample);
    numbers[at] = number;
    if (2 * number > mask) grow();
    return number - 1;
  };
};
