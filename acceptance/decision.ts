import type { AcceptanceRecord, Criterion } from '../schemas/types/record.ts';
import { originFrom, weaker, type Origin } from './aggregation/origin.ts';
import { counted } from './families/number-words.ts';
import { blameOf, type Cause } from './faults.ts';
import { conditionsOf, isWaived } from './waivers.ts';

export type Decision = AcceptanceRecord['decision'];

/** What the decision rests on. */
export interface DecisionInput {
  readonly criteria: readonly Criterion[];
  /** Why the run gathered less than was planned, if it did. */
  readonly unfinished?: 'bench-fault' | 'interrupted' | undefined;
  /** Who has to act on what cut it short; the bench where nobody says. */
  readonly cause?: Cause | undefined;
  /** Day the run ended, `2026-11-22`; a waiver that expired before it does not hold. */
  readonly day: string;
  /** Devices that took part. */
  readonly devices?: readonly { readonly origin: string }[];
  /**
   * Events that fit the telemetry schema, those that did not, sequence numbers without an event, and
   * the share that may be left out or lost.
   */
  readonly rejected?: {
    readonly events: number;
    readonly rejected: number;
    readonly lost?: number;
    readonly allowed: number;
  };
  /** How much passed only when it was tried again, where the suite does not allow that. */
  readonly flaky?: number | undefined;
  /** Which look it is, where more were taken than declared: "the second look, not declared". */
  readonly undeclaredLook?: string | undefined;
}

const labels: Readonly<Record<Decision['outcome'], string>> = {
  go: 'GO',
  'go-with-conditions': 'GO WITH CONDITIONS',
  'rehearsal-go': 'REHEARSAL GO',
  'no-go': 'NO-GO',
  'not-enough-evidence': 'NOT ENOUGH EVIDENCE',
  'bench-fault': 'NOT ENOUGH EVIDENCE',
};

const lower = (words: string): string => `${words.charAt(0).toLowerCase()}${words.slice(1)}`;

const ids = (criteria: readonly Criterion[]): string => criteria.map(({ id }) => id).join(', ');

/** "1 required criterion", "3 required criteria". */
const required = (n: number): string => `${n} required ${n === 1 ? 'criterion' : 'criteria'}`;

/** What failed or was never asked may be just what would have missed a limit. */
const survivors = 'What was not gathered may be what would have missed a limit.';

/** Weakest origin of the devices and of every required criterion that has evidence. */
const originOf = (
  asked: readonly Criterion[],
  devices: NonNullable<DecisionInput['devices']>,
): Origin =>
  [...devices, ...asked.filter(({ n }) => n > 0)].reduce<Origin>(
    (weakest, { origin }) => weaker(weakest, originFrom(origin)),
    'hardware',
  );

/** Why so much was left out that what remains cannot carry a go, or undefined where it can. */
const leftOut = (counts: DecisionInput['rejected']): string | undefined => {
  const { events, rejected, lost = 0, allowed } = counts ?? { events: 0, rejected: 0, allowed: 0 };
  // A rejected event leaves a gap in the numbers too, and counts once.
  const missing = Math.max(rejected, lost);
  if (missing <= allowed * (events + missing)) return undefined;
  const all = `${missing} of ${counted(events + missing, 'event')}`;
  return lost > rejected
    ? `${all} never arrived or did not fit the telemetry schema, by the numbers that are missing`
    : `${all} did not fit the telemetry schema and ${missing === 1 ? 'was' : 'were'} left out`;
};

/** Why so much passed only when tried again that it cannot carry a go, or undefined where it can. */
const onlyAgain = (flaky = 0): string | undefined =>
  flaky === 0
    ? undefined
    : `${flaky} ${flaky === 1 ? 'try' : 'tries'} passed only when repeated, which the suite does not allow`;

/** "The 1 required criterion is", "All 3 required criteria are". */
const all = (n: number): string => (n === 1 ? `The ${required(n)} is` : `All ${required(n)} are`);

/**
 * The overall decision. No-go if any required criterion fails; go only if all pass; a waiver turns
 * a required non-pass into a condition, and never makes a go of nothing; a go whose devices or
 * evidence are anywhere weaker than hardware is a rehearsal. So is nothing a go of which more was
 * left out than the plan allows. A bench fault has its own outcome and exit code 4, which also stands before the 1 of a
 * no-go where it left a required criterion undecided. A run that was cut short is never a go: what
 * the survivors prove says nothing of the others. What the suite or Pilotlight itself got wrong ends as
 * such a fault does and is called by its name, with an exit code of its own. What passed only when
 * it was tried again is no go either, unless the suite allows that.
 */
export const decide = (input: DecisionInput): Decision => {
  const { criteria, unfinished, day, devices = [] } = input;
  const asked = criteria.filter((criterion) => criterion.required);
  const open = asked.filter(({ outcome }) => outcome !== 'pass');
  const waived = open.filter((criterion) => isWaived(criterion, day));
  const left = open.filter((criterion) => !isWaived(criterion, day));
  const failed = left.filter(({ outcome }) => outcome === 'fail');
  const undecided = left.filter(({ outcome }) => outcome !== 'fail');
  const faulty = unfinished === 'bench-fault' && undecided.length > 0;
  const { words, exit_code: faultCode } = blameOf(input.cause ?? 'bench');
  const isBench = faultCode === 4;
  const origin = originOf(asked, devices);
  const doubts = [leftOut(input.rejected), onlyAgain(input.flaky)].filter(Boolean).join('; ');
  const { undeclaredLook: look } = input;
  const shared = {
    origin,
    conditions: conditionsOf(waived),
    ...(look === undefined ? {} : { undeclared_look: true }),
  };
  const decided = (outcome: Decision['outcome'], reason: string, exit_code: number): Decision => ({
    outcome,
    label: labels[outcome],
    reason: look === undefined ? reason : `${reason} This is ${look}.`,
    exit_code,
    ...shared,
  });

  if (failed.length > 0) {
    const also = faulty ? `; ${lower(words)} left ${ids(undecided)} undecided` : '';
    return decided(
      'no-go',
      `${required(failed.length)} of ${asked.length} proven to miss the limit: ${ids(failed)}${also}.`,
      faulty ? faultCode : 1,
    );
  }
  if (faulty) {
    return decided(
      isBench ? 'bench-fault' : 'not-enough-evidence',
      `${words} left ${required(undecided.length)} undecided: ${ids(undecided)}.`,
      faultCode,
    );
  }
  if (unfinished !== undefined && asked.length > 0 && undecided.length === 0) {
    const outcome = isBench ? 'bench-fault' : 'not-enough-evidence';
    return unfinished === 'bench-fault'
      ? decided(outcome, `${words} cut the run short. ${survivors}`, faultCode)
      : decided('not-enough-evidence', `The run was interrupted. ${survivors}`, 3);
  }
  const also = doubts === '' ? '' : `; ${doubts}`;
  if (undecided.length > 0 || asked.length === 0) {
    const reason =
      asked.length === 0
        ? 'No criterion is required, so nothing was to be proven'
        : `${required(undecided.length)} of ${asked.length} not proven: ${ids(undecided)}`;
    return decided('not-enough-evidence', `${reason}${also}.`, 3);
  }
  if (open.length === asked.length) {
    const reason = `Nothing is proven: every required criterion is under a waiver, ${ids(waived)}${also}.`;
    return decided('not-enough-evidence', reason, 3);
  }
  const passed = asked.length - waived.length;
  const proven =
    waived.length === 0
      ? `${all(passed)} proven`
      : `${passed} of ${required(asked.length)} ${passed === 1 ? 'is' : 'are'} proven`;
  if (doubts !== '') {
    return decided('not-enough-evidence', `${proven} by what was judged, but ${doubts}.`, 3);
  }
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
    : decided('go', `${proven}.`, 0);
};
