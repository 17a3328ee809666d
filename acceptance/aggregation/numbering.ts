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
  /** At each place a hash, and the number of the name plus one; zero where the place is free. */
  let table = new Int32Array(2 * (mask + 1));

  const grow = (): void => {
    const old = table;
    mask = 2 * mask + 1;
    table = new Int32Array(2 * (mask + 1));
    for (let i = 0; i < old.length; i += 2) {
      if (old[i + 1] === 0) continue;
      let at = old[i]! & mask;
      while (table[2 * at + 1] !== 0) at = (at + 1) & mask;
      table[2 * at] = old[i]!;
      table[2 * at + 1] = old[i + 1]!;
    }
  };
  return (sample) => {
    const hash = hashOf(sample);
    let at = hash & mask;
    while (table[2 * at + 1] !== 0) {
      const number = table[2 * at + 1]! - 1;
      if (table[2 * at] === hash && names[number] === sample) return number;
      at = (at + 1) & mask;
    }
    const number = names.push(sample);
    table[2 * at] = hash;
    table[2 * at + 1] = number;
    if (2 * number > mask) grow();
    return number - 1;
  };
};
