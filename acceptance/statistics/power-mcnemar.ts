import { normalQuantile } from './normal.ts';

/**
 * Pairs on which a two-sided McNemar test at `alpha` shows two shares to differ that differ by
 * `difference`, where `discordant` is the share of pairs on which they do. Null where nothing
 * differs. Source: Connor 1987.
 */
export const pairsForMcNemar = (
  discordant: number,
  difference: number,
  alpha: number,
  power: number,
): number | null => {
  if (difference === 0 || !(discordant >= Math.abs(difference))) return null;
  const spread =
    normalQuantile(1 - alpha / 2) * Math.sqrt(discordant) +
    normalQuantile(power) * Math.sqrt(discordant - difference ** 2);
  return Math.ceil((spread / difference) ** 2);
};
