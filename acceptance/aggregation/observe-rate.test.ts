import { expect, test } from 'vitest';
import { judgeOne } from '../../fixtures/oracle/judge-synthetic.ts';
import { fleetEvents } from '../../fixtures/oracle/synthetic-fleet.ts';
import { syntheticEvents, syntheticPlan } from '../../fixtures/oracle/synthetic-pilot.ts';
import type { Criterion } from '../../schemas/types/record.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';

const hours = (n: number): number[] => Array.from({ length: 5 }, () => n);

const errors = syntheticPlan({ 'ERR-1': 'device-errors <= 2 /day' });
const restarts = syntheticPlan({ 'RST-1': 'restarts <= 2 /day' });

/** Hours a criterion was judged over. */
const watched = ({ display }: Criterion): number => display?.[0]?.value ?? Number.NaN;

/** Every device boots anew every so many hours, for a cause; each boot begins its session. */
const rebooting = (cause: string | undefined, sessions = 3, length = 10): TelemetryEvent[] =>
  Array.from({ length: sessions }, (_, number) =>
    fleetEvents({
      hours: hours(length),
      hourly: (__, hour) =>
        hour > 0 ? {} : { kind: 'boot', ...(cause === undefined ? {} : { cause }) },
    }).map((event) => ({ ...event, session: `boot-${number}` })),
  ).flat();

test('every event closes a stretch of device time, and only the counted kind counts', async () => {
  const judged = await judgeOne(errors, fleetEvents({ hours: hours(20), counts: [1, 0, 2, 0, 0] }));
  expect(judged).toMatchObject({ k: 3, n: 5 * 21 + 3 });
  expect(watched(judged)).toBeCloseTo(100, 9);
});

test('events in any order are the same time and the same counts', async () => {
  const events = fleetEvents({ hours: hours(20), counts: [1, 0, 2, 0, 0] });
  const shuffled = events.toSorted((a, b) => ((a.seq * 7) % 11) - ((b.seq * 7) % 11));
  for (const plan of [errors, restarts]) {
    const straight = await judgeOne(plan, events);
    for (const other of [events.toReversed(), shuffled]) {
      const judged = await judgeOne(plan, other);
      expect(judged.k).toBe(straight.k);
      expect(watched(judged)).toBeCloseTo(watched(straight), 9);
    }
  }
});

test('time before the first recorded event is nobody’s, however late the recording began', async () => {
  for (const first of [0, 5000]) {
    const late = fleetEvents({ hours: hours(20) }).map((event) => ({
      ...event,
      seq: event.seq + first,
      time_us: event.time_us + 400 * 3_600_000_000,
    }));
    expect(watched(await judgeOne(errors, late))).toBeCloseTo(100, 9);
    expect(watched(await judgeOne(restarts, late))).toBeCloseTo(100, 9);
  }
});

test('a stretch in which events were lost may hide errors and is no time; no restart hides in it', async () => {
  const lossy = fleetEvents({ hours: hours(20) }).filter(({ seq }) => seq !== 7);
  expect(watched(await judgeOne(errors, lossy))).toBeCloseTo(5 * 18, 9);
  expect(watched(await judgeOne(restarts, lossy))).toBeCloseTo(100, 9);
});

test('restarts nobody asked for count, those that were asked for do not', async () => {
  const crashed = await judgeOne(restarts, rebooting('watchdog', 3, 5));
  const asked = await judgeOne(restarts, rebooting('command', 3, 5));
  expect(crashed).toMatchObject({ k: 15, outcome: 'fail' });
  expect(asked).toMatchObject({ k: 0, outcome: 'pass' });
  expect(watched(asked)).toBeCloseTo(75, 9);
});

test('a restart without a cause, or with one nobody knows, is never taken for a harmless one', async () => {
  for (const cause of [undefined, 'panic', 'Watchdog']) {
    const judged = await judgeOne(restarts, rebooting(cause));
    expect(judged).toMatchObject({ outcome: 'error' });
    expect(judged.reason).toContain('15 of 165 events do not tell whether they count');
  }
});

test('sessions whose boot was lost leave open why the device restarted', async () => {
  const all = rebooting('command');
  const lost = all.filter(({ kind, session }) => kind !== 'boot' || session === 'boot-0');
  const judged = await judgeOne(restarts, lost);
  expect(judged).toMatchObject({ outcome: 'inconclusive' });
  expect(judged.reason).toContain('5 sessions began without a boot event');
  // One such session of a device may be older than the recording.
  const first = all.filter(({ kind, session }) => kind !== 'boot' || session !== 'boot-0');
  expect((await judgeOne(restarts, first)).outcome).toBe('pass');
});

test('the clock of a device that goes back adds no time', async () => {
  const events = fleetEvents({ hours: hours(20) });
  const back = events.map((event) =>
    event.seq === 10 ? { ...event, time_us: event.time_us - 5 * 3_600_000_000 } : event,
  );
  expect(watched(await judgeOne(restarts, back))).toBeCloseTo(100, 9);
  expect(watched(await judgeOne(errors, back))).toBeCloseTo(100, 9);
});

test('false alarms are over the time before normal windows, whatever lies between them', async () => {
  const plan = syntheticPlan({ 'FA-1': 'false-alarms <= 60 /h' });
  const events = syntheticEvents({ accuracy: 1 });
  const reversed = await judgeOne(plan, events.toReversed());
  expect(watched(reversed)).toBeLessThanOrEqual(295 / 3600 + 1e-12);
  // A day of sleep before a fault is no time in which a false alarm could have been.
  const slept = events.map((event) =>
    event.seq % 4 === 1 ? { ...event, time_us: event.time_us - 900_000 } : event,
  );
  expect(watched(await judgeOne(plan, slept))).toBeCloseTo(295 / 3600, 9);
});

test('uptime follows from restarts and the time each takes to mend', async () => {
  const plan = syntheticPlan({ 'UP-1': { expect: 'uptime >= 80 %', accept: 'modelled' } });
  const mended = { ...plan, profile: { ...plan.profile!, repair_days: 4 / 24 } };
  const judged = await judgeOne(mended, rebooting('watchdog', 2, 100));
  // Ten stops in 1000 h up, 4 h each: 1000 / 1040, and at most 16.962 stops by Garwood.
  expect(judged.result?.estimate.value).toBeCloseTo((100 * 1000) / 1040, 6);
  expect(judged.result?.lower.value).toBeCloseTo(100 / (1 + (4 * 16.962219) / 1000), 4);
  expect(judged).toMatchObject({
    outcome: 'pass',
    origin: 'modelled',
    result: { decisive: 'lower' },
  });
  expect(judged.sentence).toContain('at least 93.6 % in a fleet of such devices');
  const strict = syntheticPlan({ 'UP-1': { expect: 'uptime >= 99 %', accept: 'modelled' } });
  const failed = await judgeOne(
    { ...strict, profile: mended.profile },
    rebooting('watchdog', 2, 100),
  );
  expect(failed.outcome).toBe('fail');
});

test('what would prove an uptime is said in hours, and slices refute it by its rate', async () => {
  const events = rebooting('watchdog', 2, 100).map((event) => ({
    ...event,
    tags: { site: 'hall' },
  }));
  const judge = async (expect: string): Promise<Criterion> => {
    const plan = syntheticPlan({ 'UP-1': { expect, in_every: ['site'], accept: 'modelled' } });
    return judgeOne({ ...plan, profile: { ...plan.profile!, repair_days: 4 / 24 } }, events);
  };
  const open = await judge('uptime >= 95 %');
  expect(open).toMatchObject({ outcome: 'inconclusive' });
  expect(open.advice).toContain('would decide it with 80 % chance');
  const [slice] = (await judge('uptime >= 99 %')).slices;
  expect(slice).toMatchObject({ outcome: 'fail' });
  expect(slice?.p_holm).toBeLessThan(0.05);
});

test('uptime without a repair time is an error, not a perfect one', async () => {
  const plan = syntheticPlan({ 'UP-1': { expect: 'uptime >= 80 %', accept: 'modelled' } });
  for (const repair_days of [undefined, 0]) {
    const profile = { ...plan.profile!, ...(repair_days === undefined ? {} : { repair_days }) };
    const judged = await judgeOne({ ...plan, profile }, rebooting('command'));
    expect(judged).toMatchObject({ outcome: 'error' });
    expect(judged.reason).toContain('repair time');
  }
});
