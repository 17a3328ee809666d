import type { AcceptanceRecord } from '../../schemas/types/record.ts';
import { attributes, packagePart, properties, text } from './xml.ts';

type Device = AcceptanceRecord['tested']['devices'][number];
type Attempt = NonNullable<Device['attempts']>[number];

/** A scenario or group of one device that took more than one try, with its tries in their order. */
interface Tried {
  readonly device: string;
  readonly scenario: string;
  readonly group: string | undefined;
  readonly tries: readonly Attempt[];
}

/** Tries in a row belong together until one is complete or a first one begins anew. */
const triedIn = ({ id, attempts = [] }: Device): Tried[] => {
  const open = new Map<string, Attempt[]>();
  const all: Tried[] = [];
  for (const attempt of attempts) {
    const { scenario, group } = attempt;
    const key = JSON.stringify([scenario, group]);
    let tries = open.get(key);
    if (!tries || attempt.attempt === 1) {
      tries = [];
      open.set(key, tries);
      all.push({ device: id, scenario, group, tries });
    }
    tries.push(attempt);
    if (attempt.outcome === 'complete') open.delete(key);
  }
  return all;
};

const wordsOf = ({ attempt, fault, power_cycled }: Attempt): string =>
  [
    `attempt ${attempt}`,
    power_cycled === true ? ' after a power cycle' : '',
    fault ? `: ${fault.code} (cause: ${fault.cause ?? 'bench'}), ${fault.message}` : ': done',
  ].join('');

/**
 * A try that failed, named as Surefire names it: rerunFailure where nothing passed, flakyFailure
 * where a later one did.
 */
const again = (tag: 'rerunFailure' | 'flakyFailure', attempt: Attempt): string => {
  const { fault } = attempt;
  const about = attributes({ message: wordsOf(attempt), type: fault?.code ?? 'fault' });
  return `      <${tag}${about}>\n        <stackTrace>${text(wordsOf(attempt))}</stackTrace>\n      </${tag}>\n`;
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
    const message = 'It passed only when it was tried again, which the suite does not allow.';
    const about = attributes({ type: 'Flaky', message });
    return { outcome: 'fail', xml: `      <failure${about}>${text(message)}</failure>\n${flaky}` };
  }
  const message = first ? wordsOf(first) : 'no reason given';
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
        `      <system-out>${text(tries.map(wordsOf).join('\n'))}</system-out>\n    </testcase>\n`,
      ].join(''),
    };
  });
