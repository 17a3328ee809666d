import type { Criterion } from '../../schemas/types/record.ts';
import type { Forest } from '../../schemas/types/report-model.ts';
import { count, name, quantity } from './format.ts';

type Group = NonNullable<Criterion['groups']>[number];

/** A gap is taken between shares, which a record keeps in percent. */
const unit = '%';

/** Groups a chart has room for. */
const mostDrawn = 12;

const row = ({ value, n, estimate, lower, upper }: Group): Forest['rows'][number] => ({
  label: name(value, 40),
  outcome: null,
  word: '',
  estimate,
  lower,
  upper,
  text: `${quantity(estimate, unit)} (${quantity(lower, unit)} to ${quantity(upper, unit)})`,
  n,
});

/** What the chart of a gap draws: each group's own estimate and bounds. */
export const groupsOf = (criterion: Criterion): Forest | null => {
  const { groups = [], between = 'group' } = criterion;
  if (groups.length === 0) return null;
  const rows = groups.map(row);
  return {
    criterion: name(criterion.id, 40),
    title: `by ${name(between, 40)}`,
    unit,
    limit: null,
    limit_text: '',
    better: criterion.op.startsWith('<') ? 'lower' : 'higher',
    rows,
    shown: Math.min(rows.length, mostDrawn),
    more: rows.length > mostDrawn ? `${count(rows.length - mostDrawn)} more groups` : null,
    finding: `${name(criterion.title)} by ${name(between, 40)}: ${rows
      .slice(0, mostDrawn)
      .map(({ label, text, n }) => `${label} ${text}, n ${n}`)
      .join('; ')}.`,
  };
};
