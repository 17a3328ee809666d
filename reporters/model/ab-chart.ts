import type { Criterion } from '../../schemas/types/record.ts';
import type { AbChart } from '../../schemas/types/report-model.ts';
import { limitOf } from './claim.ts';
import { bound, count, inUnit, name, quantity, quantityWithin } from './format.ts';
import { rangeText } from './range.ts';
import { verdictWord } from './words.ts';

type Arms = NonNullable<Criterion['arms']>;
type Part = 'estimate' | 'lower' | 'upper';

/** Shares change by percentage points, and are themselves in %. */
const unitOf = ({ limit, arms }: Criterion & { readonly arms: Arms }): string =>
  limit.unit === 'points' || limit.unit === 'pp' ? arms.candidate.unit : limit.unit;

/** Values of both arms, with as many figures as tell them apart. */
const textsOf = (before: number | null, after: number | null, unit: string): [string, string] => {
  const usual: [string, string] = [quantity(before, unit), quantity(after, unit)];
  if (before === null || after === null || before === after || usual[0] !== usual[1]) return usual;
  const finer = (value: number): string => quantityWithin(value, unit, Math.abs(after - before));
  return [finer(before), finer(after)];
};

const pairedOf = ({ display = [] }: Criterion): string | null => {
  const named = (start: string): number | null =>
    display.find((figure) => figure.name === start)?.value ?? null;
  const [lost, won] = [named('only the baseline right'), named('only the candidate right')];
  return lost === null || won === null
    ? null
    : `Of the same samples ${count(lost)} ${lost === 1 ? 'was' : 'were'} right only with the baseline, ${count(won)} only with the candidate.`;
};

/** Both builds of a comparing criterion and the difference between them; null for any other. */
export const abChartOf = (criterion: Criterion): AbChart | null => {
  const { arms, limit, result, op, outcome } = criterion;
  if (!arms) return null;
  const unit = unitOf({ ...criterion, arms });
  const valueOf = ({ value, unit: from }: Arms['baseline']): number | null =>
    value === null ? null : inUnit(value, from, unit);
  const [before, after] = [valueOf(arms.baseline), valueOf(arms.candidate)];
  const [beforeText, afterText] = textsOf(before, after, unit);
  const part = (key: Part): number | null => {
    const { value = null, unit: from = limit.unit } = result?.[key] ?? {};
    return value === null ? null : inUnit(value, from, limit.unit);
  };
  const [estimate, lower, upper] = [part('estimate'), part('lower'), part('upper')];
  const edge = (value: number | null, side: 'lower' | 'upper'): string =>
    bound(value, limit.unit, limit.value, side);
  const range =
    lower === null && upper === null
      ? 'no bounds known'
      : lower === upper
        ? 'exact'
        : rangeText(edge(lower, 'lower'), edge(upper, 'upper'));
  const label = criterion.metric === 'drop' ? 'drop' : 'change';
  const text = quantity(estimate, limit.unit);
  const limitText = `limit ${limitOf(criterion)}`;
  const paired = pairedOf(criterion);
  return {
    criterion: name(criterion.id, 40),
    title: name(criterion.title),
    unit,
    outcome,
    baseline: {
      label: 'baseline',
      value: before,
      text: beforeText,
      n: `n ${count(arms.baseline.n)}`,
    },
    candidate: {
      label: 'candidate',
      value: after,
      text: afterText,
      n: `n ${count(arms.candidate.n)}`,
    },
    difference: {
      label,
      better: op.startsWith('<') ? 'lower' : 'higher',
      estimate,
      lower,
      upper,
      limit: limit.value,
      unit: limit.unit,
      text,
      range,
      limit_text: limitText,
    },
    paired,
    finding: `${name(criterion.title)}: baseline ${beforeText} (n ${count(arms.baseline.n)}), candidate ${afterText} (n ${count(arms.candidate.n)}); ${label} ${text} (${range}), ${limitText}: ${verdictWord[outcome].toLowerCase()}.${paired === null ? '' : ` ${paired}`}`,
  };
};
