import { figureIn, inUnit } from '../../acceptance/index.ts';
import type { ComparedCriterion, Comparison } from '../../schemas/types/comparison.ts';

/** A compared criterion as every door words it. */
export interface ComparedRow {
  readonly id: string;
  readonly title: string;
  readonly verdict: ComparedCriterion['verdict'];
  readonly word: string;
  readonly baseline: string;
  readonly candidate: string;
  readonly difference: string;
  readonly limits: string;
  readonly n: string;
  readonly how: string;
  readonly sentence: string;
}

const words = { better: 'better', worse: 'worse', 'no-proof': 'no proof', error: 'error' } as const;

const known = (value: number | null, unit: string): string =>
  value === null ? '-' : inUnit(value, unit);

const limitsOf = ({ difference, family }: ComparedCriterion): string => {
  if (!difference || (difference.lower === null && difference.upper === null)) return '-';
  if (family === 'fact') return 'exact';
  const { lower, upper, unit } = difference;
  // The column before it names the unit.
  const end = (value: number | null, side: 'lower' | 'upper'): string =>
    value === null ? 'unbounded' : figureIn(value, unit, side);
  return `${end(lower, 'lower')} to ${end(upper, 'upper')}`;
};

const howOf = ({ paired, family, verdict }: ComparedCriterion): string => {
  if (verdict === 'error') return '-';
  if (family === 'fact') return 'inspected';
  return paired ? 'paired' : 'unpaired';
};

const rowOf = (row: ComparedCriterion): ComparedRow => ({
  id: row.id,
  title: row.title,
  verdict: row.verdict,
  word: words[row.verdict],
  baseline: known(row.baseline.value, row.baseline.unit),
  candidate: known(row.candidate.value, row.candidate.unit),
  difference: row.difference ? known(row.difference.estimate, row.difference.unit) : '-',
  limits: limitsOf(row),
  n:
    row.baseline.n === row.candidate.n
      ? String(row.candidate.n)
      : `${row.baseline.n}, ${row.candidate.n}`,
  how: howOf(row),
  sentence: row.sentence,
});

/** The criteria of a comparison in words: what the terminal and the page both show. */
export const comparedRows = ({ criteria }: Comparison): ComparedRow[] => criteria.map(rowOf);
