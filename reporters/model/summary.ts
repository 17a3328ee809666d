import type { AcceptanceRecord, Criterion } from '../../schemas/types/record.ts';
import type { ReportModel } from '../../schemas/types/report-model.ts';
import { counted, inUnit, name, sentence } from './format.ts';
import { roomOf } from './page-one-room.ts';
import { slicesLine } from './slices.ts';
import { tallyOf } from './tally.ts';
import { verdictWord } from './words.ts';
import { worstFirst } from './worst-first.ts';

/** Distance of the deciding bound from the limit, relative to the limit: small is close. */
const margin = ({ result, limit, op }: Criterion): number => {
  const side = result?.decisive ?? (op.startsWith('<') ? 'upper' : 'lower');
  const decided = result?.[side];
  // Where every unit counts there is no bound; the value itself is what met the limit.
  const quantity = decided?.value === null ? result?.estimate : decided;
  if (!quantity || quantity.value === null || limit.value === null) return 0;
  const distance = Math.abs(inUnit(quantity.value, quantity.unit, limit.unit) - limit.value);
  return distance / (Math.abs(limit.value) || 1);
};

const noteOf = (criterion: Criterion): string | null => {
  if (criterion.outcome === 'pass') return null;
  if (criterion.waiver) return `Waived until ${criterion.waiver.expires}; see the conditions.`;
  const optional = criterion.required ? '' : 'Not required for the decision. ';
  const said = `${optional}${sentence(criterion.reason ?? '')}`.trim();
  if (said === '') return null;
  return /[.!?…]$/u.test(said) ? said : `${said}.`;
};

const countedTally = (criteria: readonly Criterion[]): string =>
  `${counted(criteria.length, 'criterion', 'criteria')}: ${tallyOf(criteria.map(({ outcome }) => outcome))}`;

/** At most eight criteria, as page one has room, in plain sentences, worst first. */
export const summaryOf = (record: AcceptanceRecord): ReportModel['summary'] => {
  const { criteria } = record;
  const most = roomOf(record);
  const ordered = worstFirst(criteria, (a, b) => margin(a) - margin(b));
  const rest = ordered.slice(most);
  return {
    tally: countedTally(criteria),
    lines: ordered.slice(0, most).map((criterion) => ({
      id: name(criterion.id, 24),
      outcome: criterion.outcome,
      word: verdictWord[criterion.outcome],
      sentence: name(criterion.sentence, 220),
      // Where the sentence counts the conditions itself, once is enough.
      slices: /\d of \d+ conditions/u.test(criterion.sentence) ? null : slicesLine(criterion),
      note: noteOf(criterion),
    })),
    more: rest.length === 0 ? null : `Not shown here: ${countedTally(rest)}; see All criteria.`,
  };
};
