import { expect, test } from 'vitest';
import { rehearsalGo } from '../../fixtures/records/variants.ts';
import type { AcceptanceRecord } from '../../schemas/types/record.ts';
import { decisionOf, testedFacts } from './headline.ts';

const factOf = (label: string, edit: (record: AcceptanceRecord) => void): string | undefined => {
  const record = rehearsalGo();
  edit(record);
  return testedFacts(record).find((fact) => fact.label === label)?.value;
};

test('a suite that names nothing to authorise is told in one sentence, whatever the decision', () => {
  for (const outcome of ['go', 'no-go', 'rehearsal-go'] as const) {
    const record = rehearsalGo();
    delete record.suite.authorises;
    record.decision.outcome = outcome;
    const { authorises, authorises_lead: lead } = decisionOf(record);
    expect(`${lead} ${authorises}`).toBe(
      'The suite does not say what a signature authorises: sign only what the question asks.',
    );
  }
});

test.each([
  [3.44, '3.4 simulated device hours'],
  [0.04, '2.4 simulated device minutes'],
  [0.003, '10.8 simulated device seconds'],
  [0, '0.0 simulated device hours'],
])('%f device hours of emulated devices read "%s"', (hours, said) => {
  const evidence = factOf('Evidence', ({ tested }) => {
    tested.device_hours = hours;
    for (const device of tested.devices) device.origin = 'emulated';
  });
  expect(evidence).toMatch(new RegExp(`, ${said}$`, 'u'));
});

test('hours of real devices are not called simulated', () => {
  const evidence = factOf('Evidence', ({ tested }) => {
    tested.device_hours = 3.44;
    tested.devices[0]!.origin = 'hardware';
  });
  expect(evidence).toMatch(/, 3\.4 device hours$/u);
});

test('a run within one minute says how long it took, and a longer one when it ended', () => {
  const when = (started: string, finished: string): string | undefined =>
    factOf('When', ({ run }) => Object.assign(run, { started, finished }));
  expect(when('2026-11-23T04:57:31.120Z', '2026-11-23T04:57:40.620Z')).toBe(
    '2026-11-23 04:57 UTC, within 10 seconds',
  );
  expect(when('2026-11-23T04:57:31Z', '2026-11-23T04:58:40Z')).toBe(
    '2026-11-23 04:57 UTC to 2026-11-23 04:58 UTC',
  );
});
