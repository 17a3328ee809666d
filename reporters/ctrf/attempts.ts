import type { AcceptanceRecord } from '../../schemas/types/record.ts';
import { type Attempt, attemptInWords, forbidden, type Tried, triedIn } from '../attempts.ts';
import type { Test } from './format.ts';

const earlier = (tries: readonly Attempt[]): Pick<Test, 'retries' | 'retryAttempts'> => {
  const before = tries.slice(0, -1).map((attempt) => ({
    attempt: attempt.attempt,
    status: attempt.outcome === 'complete' ? ('passed' as const) : ('failed' as const),
    message: attemptInWords(attempt),
  }));
  return { retries: before.length, ...(before.length > 0 && { retryAttempts: before }) };
};

/** Red where it never passed, and where it passed too late for the suite. */
const verdictOf = (
  { tries }: Tried,
  flaky: AcceptanceRecord['suite']['flaky'],
): Pick<Test, 'status' | 'rawStatus' | 'message' | 'flaky'> => {
  const last = tries.at(-1);
  const words = tries.map(attemptInWords).join('\n');
  if (last?.outcome !== 'complete') {
    return { status: 'failed', rawStatus: last?.fault?.code ?? 'fault', message: words };
  }
  return flaky === 'allow'
    ? { status: 'passed', rawStatus: 'flaky', message: words, flaky: true }
    : { status: 'failed', rawStatus: 'flaky', message: `${forbidden}\n${words}` };
};

/** A test for each scenario or group of a device that was tried more than once. */
export const triedTests = ({ suite, tested }: AcceptanceRecord): Test[] =>
  tested.devices.flatMap(triedIn).map((tried): Test => {
    const { device, scenario, group, tries } = tried;
    return {
      testId: [suite.id, scenario, group, device].filter((part) => part !== undefined).join('/'),
      name: group === undefined ? device : `${device}: ${group}`,
      ...verdictOf(tried, suite.flaky),
      duration: 0,
      suite: [suite.id, scenario, 'devices'],
      device,
      ...earlier(tries),
    };
  });
