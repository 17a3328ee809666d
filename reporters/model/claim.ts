import type { Criterion } from '../../schemas/types/record.ts';
import { bound, inUnit, limitText, quantity, unknown } from './format.ts';
import { operators } from './words.ts';

const decisiveSide = (criterion: Criterion): 'lower' | 'upper' =>
  criterion.result?.decisive ?? (criterion.op.startsWith('<') ? 'upper' : 'lower');

/** The limit with its sign: `≤ 60 ms`. */
export const limitOf = ({ op, limit }: Criterion): string =>
  limit.value === null ? unknown : `${operators[op] ?? op} ${limitText(limit.value, limit.unit)}`;

/** The value seen, in the unit of the limit. */
export const estimateOf = ({ result, limit: { unit } }: Criterion): string => {
  const { value = null, unit: from = unit } = result?.estimate ?? {};
  return value === null ? unknown : quantity(inUnit(value, from, unit), unit);
};

export const sides = { lower: 'at least', upper: 'at most' } as const;

/** Where no bound of the value is known: what is there in its place. */
const unboundedOf = ({ family, proportion }: Criterion): string => {
  if (family === 'every') return 'every unit counts';
  const side = proportion?.decisive ?? 'lower';
  const { value = null, unit = '%' } = proportion?.[side] ?? {};
  return value === null
    ? 'unbounded'
    : `${sides[side]} ${bound(value, unit, null, side)} of events`;
};

/** `at most 61.2 ms`: the bound the verdict rests on, in the unit of the limit. */
export const boundOf = (criterion: Criterion): string => {
  if (!criterion.result) return unknown;
  if (criterion.population === 'complete') return 'complete list';
  if (criterion.statistic === 'every') return 'every event counts';
  const side = decisiveSide(criterion);
  const { value, unit } = criterion.result[side];
  if (value === null) return unboundedOf(criterion);
  if (criterion.family === 'fact' || criterion.family === 'count') return 'exact';
  const { limit } = criterion;
  const text = bound(inUnit(value, unit, limit.unit), limit.unit, limit.value, side);
  return `${sides[side]} ${text}`;
};
