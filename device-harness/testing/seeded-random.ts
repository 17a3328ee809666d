/** Whole numbers below a bound from a 32-bit xorshift (Marsaglia 2003, 13-17-5); never 0 seeded. */
export const seededRandom = (seed: number): ((below: number) => number) => {
  let state = seed | 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
};
