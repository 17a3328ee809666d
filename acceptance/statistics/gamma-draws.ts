import type { Random } from './random.ts';

/** Draws from the standard normal distribution, the polar way (Marsaglia & Bray 1964). */
const normalDraws = (random: Random): (() => number) => {
  let spare: number | undefined;
  return () => {
    if (spare !== undefined) {
      const kept = spare;
      spare = undefined;
      return kept;
    }
    for (;;) {
      const [u, v] = [2 * random() - 1, 2 * random() - 1];
      const square = u * u + v * v;
      if (square >= 1 || square === 0) continue;
      const scale = Math.sqrt((-2 * Math.log(square)) / square);
      spare = v * scale;
      return u * scale;
    }
  };
};

/**
 * Draws from the gamma distribution of a shape of at least 1, scale 1. Source: Marsaglia & Tsang
 * 2000.
 */
export const gammaDraws = (random: Random): ((shape: number) => number) => {
  const normal = normalDraws(random);
  return (shape) => {
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const z = normal();
      const cube = (1 + c * z) ** 3;
      if (!(cube > 0)) continue;
      const logUniform = Math.log(1 - random());
      if (logUniform < 0.5 * z * z + d * (1 - cube + Math.log(cube))) return d * cube;
    }
  };
};
