import type { DeviceOutcome } from '../../device-harness/index.ts';
import type { Evidence } from '../../schemas/types/evidence.ts';

/** How many tries what was tried most took, and how much passed only when it was tried again. */
export const triesOf = (
  outcomes: readonly DeviceOutcome[],
): Pick<Evidence['counts'], 'attempts' | 'flaky'> => {
  const tries = outcomes.flatMap(({ attempts = [] }) => attempts);
  const flaky = tries.filter(({ outcome, attempt }) => outcome === 'complete' && attempt > 1);
  return {
    attempts: Math.max(1, ...tries.map(({ attempt }) => attempt)),
    ...(flaky.length > 0 && { flaky: flaky.length }),
  };
};
