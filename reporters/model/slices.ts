import type { Criterion } from '../../schemas/types/record.ts';
import type { Forest } from '../../schemas/types/report-model.ts';
import { bound, count, inUnit, limitText, name, quantity } from './format.ts';
import { tallyOf } from './tally.ts';
import { operators, severity, verdictWord } from './words.ts';

type Slice = Criterion['slices'][number];

const proven = (slices: readonly Slice[]): number =>
  slices.filter(({ outcome }) => outcome === 'pass').length;

/** `5 of 6 conditions proven`, or null for a criterion without conditions. */
export const slicesLine = ({ slices, in_every }: Criterion): string | null => {
  if (slices.length === 0) {
    return in_every.length === 0 ? null : 'no condition proven: none was seen';
  }
  return `${count(proven(slices))} of ${count(slices.length)} conditions proven`;
};

/** Of a combination of tags the values alone: they say which they are of, and there is little room. */
const labelOf = ({ tag, value }: Slice): string =>
  tag.includes(' × ') ? name(value, 40) : `${name(tag, 24)}: ${name(value, 24)}`;

const row = (slice: Slice, criterion: Criterion): Forest['rows'][number] => {
  const { unit } = criterion.limit;
  const side = slice.result?.decisive ?? (criterion.op.startsWith('<') ? 'upper' : 'lower');
  const value = (part: 'estimate' | 'lower' | 'upper'): number | null => {
    const quantityOf = slice.result?.[part];
    return quantityOf && quantityOf.value !== null
      ? inUnit(quantityOf.value, quantityOf.unit, unit)
      : null;
  };
  return {
    label: labelOf(slice),
    outcome: slice.outcome,
    word: verdictWord[slice.outcome],
    estimate: value('estimate'),
    lower: value('lower'),
    upper: value('upper'),
    text: `${quantity(value('estimate'), unit)}, at ${side === 'upper' ? 'most' : 'least'} ${bound(value(side), unit, criterion.limit.value, side)}`,
    n: slice.n,
  };
};

/** Rows a chart has room for. */
const mostDrawn = 12;

/** As the suite has them while a chart holds them all; the worst first where it does not. */
const ordered = (slices: Criterion['slices']): Criterion['slices'] =>
  slices.length <= mostDrawn
    ? slices
    : slices.toSorted((a, b) => severity[a.outcome] - severity[b.outcome]);

/** `28 more, all proven`, or null where a chart holds all rows. */
const moreOf = (rest: readonly Slice[]): string | null => {
  if (rest.length === 0) return null;
  const told =
    proven(rest) === rest.length ? 'all proven' : tallyOf(rest.map(({ outcome }) => outcome));
  return `${count(rest.length)} more, ${told}`;
};

/** What the slice chart draws: each condition's estimate and bounds beside the limit. */
export const forest = (criterion: Criterion): Forest | null => {
  const { slices, limit, op } = criterion;
  if (slices.length === 0) return null;
  const limits = limit.value === null ? '' : limitText(limit.value, limit.unit);
  const open = slices.filter(({ outcome }) => outcome !== 'pass');
  const openText = open
    .toSorted((a, b) => severity[a.outcome] - severity[b.outcome])
    .slice(0, 5)
    .map(
      ({ tag, value, outcome }) =>
        `${name(tag, 24)} ${name(value, 24)} (${verdictWord[outcome].toLowerCase()})`,
    )
    .join(', ')
    .concat(open.length > 5 ? ` and ${count(open.length - 5)} more` : '');
  return {
    criterion: name(criterion.id, 40),
    title: name(criterion.title),
    unit: limit.unit,
    limit: limit.value,
    limit_text: `limit ${operators[op] ?? op} ${limits}`,
    better: op.startsWith('<') ? 'lower' : 'higher',
    rows: ordered(slices).map((slice) => row(slice, criterion)),
    shown: Math.min(slices.length, mostDrawn),
    more: moreOf(ordered(slices).slice(mostDrawn)),
    finding: `${name(criterion.title)} by condition: ${slicesLine(criterion) ?? ''} against ${operators[op] ?? op} ${limits}${openText ? `; not proven: ${openText}` : ''}.`,
  };
};
