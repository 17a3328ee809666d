import type { AcceptanceRecord } from '../../schemas/types/record.ts';
import { type Attempt, attemptInWords, forbidden, triedIn } from '../attempts.ts';
import { attributes, packagePart, properties, text } from './xml.ts';

/**
 * A try that failed, named as Surefire names it: rerunFailure where nothing passed, flakyFailure
 * where a later one did.
 */
const again = (tag: 'rerunFailure' | 'flakyFailure', attempt: Attempt): string => {
  const { fault } = attempt;
  const about = attributes({ message: attemptInWords(attempt), type: fault?.code ?? 'fault' });
  return `      <${tag}${about}>\n        <stackTrace>${text(attemptInWords(attempt))}</stackTrace>\n      </${tag}>\n`;
};

/** What its tries come to: red where it never passed, and where it passed too late for the suite. */
const verdictOf = (
  tries: readonly Attempt[],
  isAllowed: boolean,
): { outcome: 'pass' | 'fail' | 'error'; xml: string } => {
  const failed = tries.filter(({ outcome }) => outcome === 'fault');
  const [first, ...rest] = failed;
  if (tries.at(-1)?.outcome === 'complete') {
    const flaky = failed.map((attempt) => again('flakyFailure', attempt)).join('');
    if (isAllowed) return { outcome: 'pass', xml: flaky };
    const about = attributes({ type: 'Flaky', message: forbidden });
    return {
      outcome: 'fail',
      xml: `      <failure${about}>${text(forbidden)}</failure>\n${flaky}`,
    };
  }
  const message = first ? attemptInWords(first) : 'no reason given';
  const about = attributes({ type: first?.fault?.code ?? 'fault', message });
  const reruns = rest.map((attempt) => again('rerunFailure', attempt)).join('');
  return { outcome: 'error', xml: `      <error${about}>${text(message)}</error>\n${reruns}` };
};

/** A case for each scenario or group of a device that was tried more than once. */
export const attemptCases = ({
  suite,
  tested,
}: AcceptanceRecord): { readonly outcome: 'pass' | 'fail' | 'error'; readonly xml: string }[] =>
  tested.devices.flatMap(triedIn).map(({ device, scenario, group, tries }) => {
    const { outcome, xml } = verdictOf(tries, suite.flaky === 'allow');
    const name = group === undefined ? device : `${device}: ${group}`;
    const classname = `${packagePart(suite.id)}.${packagePart(scenario)}.devices`;
    return {
      outcome,
      xml: [
        `    <testcase${attributes({ classname, name, time: 0 })}>\n`,
        properties({ device, attempts: String(tries.length), group: group ?? null }, '      '),
        xml,
        `      <system-out>${text(tries.map(attemptInWords).join('\n'))}</system-out>\n    </testcase>\n`,
      ].join(''),
    };
  });
