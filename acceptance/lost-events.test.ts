import { expect, test } from 'vitest';
import { judgeSynthetic } from '../fixtures/oracle/judge-synthetic.ts';
import { syntheticEvents, syntheticPlan } from '../fixtures/oracle/synthetic-pilot.ts';

const accurate = syntheticPlan({ 'ACC-1': 'accuracy >= 80 %' });

test('wrong answers that never arrive do not make a go', async () => {
  const events = syntheticEvents({ accuracy: 0.7, devices: 6, perDevice: 300 });
  const lucky = events.filter(({ label, truth }) => label === truth);
  const { criteria, decision, findings } = await judgeSynthetic(accurate, lucky);
  expect(criteria[0]?.outcome).toBe('pass');
  expect(decision).toMatchObject({ outcome: 'not-enough-evidence', exit_code: 3 });
  expect(decision.reason).toContain('never arrived');
  expect(findings.map(({ code }) => code)).toContain('EVENTS_LOST');
});

test('a suite may allow a share of the events to be lost, and a session may begin anywhere', async () => {
  const some = syntheticEvents().filter(({ seq }) => seq % 100 !== 50);
  expect((await judgeSynthetic(accurate, some)).decision.outcome).toBe('not-enough-evidence');
  const allowed = await judgeSynthetic({ ...accurate, allow_rejected: 0.02 }, some);
  expect(allowed.decision.outcome).toBe('rehearsal-go');
  const late = syntheticEvents().filter(({ seq }) => seq >= 10);
  expect((await judgeSynthetic(accurate, late)).decision.outcome).toBe('rehearsal-go');
});

test('a clock that jumps by months is no time without a fault', async () => {
  const quiet = syntheticPlan({ 'REL-1': 'device-errors <= 1 /week' });
  const jump = 200 * 86_400_000_000;
  const events = syntheticEvents().map((event) =>
    event.seq < 239 ? event : { ...event, time_us: event.time_us + jump },
  );
  const { criteria } = await judgeSynthetic(quiet, events);
  expect(criteria[0]?.outcome).toBe('inconclusive');
  expect(criteria[0]?.reason).toContain('sent nothing for 200 days by its clock');
});

test('devices that never answer are named', async () => {
  const mute = syntheticEvents({ devices: 7 }).map(({ label, truth, sample, start, ...event }) =>
    event.device < 'pump-06'
      ? { ...event, label, truth, sample, start }
      : { ...event, kind: 'heartbeat' as const },
  );
  const { findings } = await judgeSynthetic(accurate, mute as Parameters<typeof judgeSynthetic>[1]);
  expect(findings.find(({ code }) => code === 'DEVICE_WITHOUT_ANSWERS')?.sentence).toBe(
    '2 devices sent events and never an answer, and stand in no share: pump-06, pump-07.',
  );
});
