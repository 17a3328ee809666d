import { formatError, formatPlace, type PilotError } from '../documents/pilot-error.ts';
import type { AcceptanceRecord, Criterion } from '../schemas/types/record.ts';

/** What Vitest shows of an error: its name, message, place and what was expected. */
interface Shown {
  readonly name: string;
  readonly message: string;
  /** `file:line:column`, where the suite says it. */
  readonly place: string;
}

const shown = ({ name, message, place }: Shown): Error => {
  const error = new Error(message);
  error.name = name;
  // The place in the suite is what its reader needs; where it was thrown in here is not.
  error.stack = `${name}: ${message}\n    at ${place}`;
  return error;
};

const names = {
  fail: 'CriterionMissed',
  inconclusive: 'Inconclusive',
  error: 'NotJudged',
} as const;

/** Why a criterion is not proven. Only a pass is green; inconclusive is a failure, never a skip. */
export const criterionError = (criterion: Criterion, place: string): Error => {
  const { outcome, sentence, reason, advice } = criterion;
  const lines = [sentence, reason && `Why: ${reason}`, advice && `What would decide it: ${advice}`];
  return shown({
    name: outcome === 'pass' ? 'Passed' : names[outcome],
    message: lines.filter(Boolean).join('\n'),
    place,
  });
};

/** Why the run is no go. */
export const decisionError = (decision: AcceptanceRecord['decision'], place: string): Error =>
  shown({
    name: decision.exit_code === 4 ? 'BenchFault' : 'NoGo',
    message: `${decision.label}: ${decision.reason}`,
    place,
  });

/** What a bench fault left undecided, and which devices did not finish. */
export const undecided = (
  { sentence }: Criterion,
  devices: AcceptanceRecord['tested']['devices'],
  place: string,
): Error => {
  const faulty = devices.filter(({ outcome }) => outcome === 'fault');
  const faults = faulty.map(({ id, fault }) => `${id}: ${fault ?? 'no reason given'}`);
  return shown({ name: 'BenchFault', message: [sentence, ...faults].join('\n'), place });
};

/** What kept the devices from being driven at all, or their evidence from being judged. */
export const benchFault = (error: PilotError, place: string): Error =>
  shown({
    name: error.exitCode === 4 ? 'BenchFault' : 'PilotError',
    message: formatError(error),
    place: error.where ? formatPlace(error.where) : place,
  });
