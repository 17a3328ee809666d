/** How chances are written at both ends, where rounding must not make certainty or none of them. */
const ends = {
  sentence: { below: 'less than 1 %', above: 'over 99 %' },
  column: { below: '<1 %', above: '>99 %' },
} as const;

/** A chance in percent, for a sentence or for a narrow column. */
export const chanceInWords = (
  chance: number,
  place: 'sentence' | 'column' = 'sentence',
): string => {
  const { below, above } = ends[place];
  if (chance < 0.01) return below;
  return chance > 0.99 ? above : `${Math.round(chance * 100)} %`;
};
