import type { DeviceOutcome } from '../../device-harness/index.ts';
import type { Evidence } from '../../schemas/types/evidence.ts';

/** How many tries what was tried most took, and how much passed only when it was tried again. */
export const triesOf = (
  outcomes: readonly DeviceOutcome[],
): Pick<Evidence['counts'], 'attempts' | 'flaky'> => {
  const tries = outcomes.flatMap(({ attempts = [] }) => attempts);
  const again = tries.filter(({ outcome, attempt }) => outcome === 'complete' && attempt > 1);
  // What went on after the link was lost was done again too.
  const gaps = outcomes.flatMap(({ gaps: own = [] }) => own);
  const flaky = again.length + gaps.length;
  return {
    attempts: Math.max(1, ...tries.map(({ attempt }) => attempt)),
    ...(flaky > 0 && { flaky }),
  };
};
