import type { AcceptanceRecord, Criterion } from '../schemas/types/record.ts';
import { weaker, type Origin } from './aggregation/origin.ts';

export type Decision = AcceptanceRecord['decision'];

/** What the decision rests on. */
export interface DecisionInput {
  readonly criteria: readonly Criterion[];
  /** Why the run gathered less than was planned, if it did. */
  readonly unfinished?: 'bench-fault' | 'interrupted' | undefined;
  /** Day the run ended, `2026-11-22`; a waiver that expired before it does not hold. */
  readonly day: string;
}

const labels: Readonly<Record<Decision['outcome'], string>> = {
  go: 'GO',
  'go-with-conditions': 'GO WITH CONDITIONS',
  'rehearsal-go': 'REHEARSAL GO',
  'no-go': 'NO-GO',
  'not-enough-evidence': 'NOT ENOUGH EVIDENCE',
  'bench-fault': 'NOT ENOUGH EVIDENCE',
};

const ids = (criteria: readonly Criterion[]): string => criteria.map(({ id }) => id).join(', ');

/** "1 required criterion", "3 required criteria". */
const required = (n: number): string => `${n} required ${n === 1 ? 'criterion' : 'criteria'}`;

/** Whether a waiver stands for the criterion on that day. */
export const isWaived = ({ waiver }: Criterion, day: string): boolean =>
  waiver !== undefined && waiver.expires >= day;

/** What failed or was never asked may be just what would have missed a limit. */
const survivors = 'What was not gathered may be what would have missed a limit.';

/** Weakest origin that any pass rests on; hardware where nothing passed. */
const originOf = (criteria: readonly Criterion[]): Origin =>
  criteria
    .filter(({ outcome }) => outcome === 'pass')
    .reduce<Origin>((weakest, { origin }) => weaker(weakest, origin), 'hardware');

const conditionsOf = (waived: readonly Criterion[]): Decision['conditions'] =>
  waived.flatMap(({ id, waiver }) => (waiver ? [{ criterion: id, ...waiver }] : []));

/**
 * The overall decision. No-go if any required criterion fails; go only if all pass; a waiver turns
 * a required non-pass into a condition; a go that rests on anything weaker than hardware is a
 * rehearsal. A bench fault has its own outcome and exit code 4, which also stands before the 1 of a
 * no-go where it left a required criterion undecided. A run that was cut short is never a go: what
 * the survivors prove says nothing of the others.
 */
export const decide = ({ criteria, unfinished, day }: DecisionInput): Decision => {
  const asked = criteria.filter((criterion) => criterion.required);
  const open = asked.filter(({ outcome }) => outcome !== 'pass');
  const waived = open.filter((criterion) => isWaived(criterion, day));
  const left = open.filter((criterion) => !isWaived(criterion, day));
  const failed = left.filter(({ outcome }) => outcome === 'fail');
  const undecided = left.filter(({ outcome }) => outcome !== 'fail');
  const faulty = unfinished === 'bench-fault' && undecided.length > 0;
  const origin = originOf(asked);
  const shared = { origin, conditions: conditionsOf(waived) };
  const decided = (outcome: Decision['outcome'], reason: string, exit_code: number): Decision => ({
    outcome,
    label: labels[outcome],
    reason,
    exit_code,
    ...shared,
  });

  if (failed.length > 0) {
    const also = faulty ? `; a bench fault left ${ids(undecided)} undecided` : '';
    return decided(
      'no-go',
      `${required(failed.length)} of ${asked.length} proven to miss the limit: ${ids(failed)}${also}.`,
      faulty ? 4 : 1,
    );
  }
  if (faulty) {
    return decided(
      'bench-fault',
      `A bench fault left ${required(undecided.length)} undecided: ${ids(undecided)}.`,
      4,
    );
  }
  if (unfinished !== undefined && asked.length > 0 && undecided.length === 0) {
    return unfinished === 'bench-fault'
      ? decided('bench-fault', `A bench fault cut the run short. ${survivors}`, 4)
      : decided('not-enough-evidence', `The run was interrupted. ${survivors}`, 3);
  }
  if (undecided.length > 0 || asked.length === 0) {
    const reason =
      asked.length === 0
        ? 'No criterion is required, so nothing was to be proven.'
        : `${required(undecided.length)} of ${asked.length} not proven: ${ids(undecided)}.`;
    return decided('not-enough-evidence', reason, 3);
  }
  const proven = `${asked.length - waived.length} of ${required(asked.length)} are proven`;
  const conditions = waived.length > 0 ? `, ${ids(waived)} under a waiver` : '';
  if (origin !== 'hardware') {
    return decided(
      'rehearsal-go',
      `${proven}${conditions}, but on ${origin} evidence: a rehearsal, not a release.`,
      0,
    );
  }
  return waived.length > 0
    ? decided('go-with-conditions', `${proven}${conditions}.`, 0)
    : decided('go', `All ${required(asked.length)} are proven.`, 0);
};
