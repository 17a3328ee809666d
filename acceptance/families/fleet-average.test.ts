import { expect, test } from 'vitest';
import { judgeOne } from '../../fixtures/oracle/judge-synthetic.ts';
import { syntheticEvents, syntheticPlan } from '../../fixtures/oracle/synthetic-pilot.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';

const energy = syntheticPlan({
  'ENE-1': { expect: 'mean(energy-per-inference) <= 5 mJ', accept: 'modelled' },
});

const energyOf = (of: (event: TelemetryEvent) => number): TelemetryEvent[] =>
  syntheticEvents().map((event) => ({ ...event, energy_uJ: of(event) }));

test('a mean to which one device brings nearly all data is not proven for a fleet', async () => {
  const events = syntheticEvents({ perDevice: 2000 })
    .filter(({ device, seq }) => device === 'pump-01' || seq < 1)
    .map((event) => ({ ...event, energy_uJ: event.device === 'pump-01' ? 4950 : 9000 }));
  const judged = await judgeOne(energy, events);
  expect(judged.outcome).toBe('inconclusive');
  expect(judged.reason).toContain('5 devices weigh as 1.0,');
  expect(judged.method).toContain('effective devices');
});

test('a few events more or less leave a device a device', async () => {
  const events = energyOf(() => 900).filter(({ device, seq }) => device > 'pump-01' || seq < 230);
  expect((await judgeOne(energy, events)).outcome).toBe('pass');
});

test('counts that differ by thirty percent are honest telemetry', async () => {
  const most = [168, 204, 240, 276, 312];
  const events = syntheticEvents({ perDevice: 312 })
    .map((event) => ({ ...event, energy_uJ: 900 }))
    .filter(({ device, seq }) => seq < most[Number(device.at(-1)) - 1]!);
  expect((await judgeOne(energy, events)).outcome).toBe('pass');
});

test.each(['accuracy >= 80 %', 'p80(latency) <= 60 ms'])(
  'no one device carries a fleet: %s',
  async (expect_) => {
    const events = syntheticEvents({ perDevice: 8000, accuracy: 1 })
      .filter(({ device, seq }) => device === 'pump-01' || seq === 1)
      .map((event) =>
        event.device === 'pump-01' ? event : { ...event, label: 'wrong', latency_us: 900_000 },
      );
    const judged = await judgeOne(syntheticPlan({ 'X-1': expect_ }), events);
    expect(judged.outcome).toBe('inconclusive');
    expect(judged.reason).toContain('5 devices weigh as 1.0,');
  },
);

test('the bound of a fleet is the wider of the ratio and of devices counted once', async () => {
  // Nine devices; one of them sends a quarter of the others and takes more.
  const events = syntheticEvents({ devices: 9 })
    .filter(({ device, seq }) => device !== 'pump-09' || seq < 60)
    .map((event) => ({ ...event, energy_uJ: event.device === 'pump-09' ? 8000 : 2000 }));
  const judged = await judgeOne(energy, events);
  // Eight devices at 2 mJ, one at 8: mean 8/3, standard error 2/3, t with 8 degrees of freedom,
  // and what a skewness of 0.35 may add to it (Hall 1992).
  const t = 1.8595480375228424;
  const more = (0.35 * (2 * t * t + 1)) / (6 * 3);
  expect(judged.result?.upper.value).toBeCloseTo(8 / 3 + (2 / 3) * (t + more), 6);
  expect(judged.result?.estimate.value).toBeCloseTo((8 * 240 * 2 + 60 * 8) / (8 * 240 + 60), 9);
});

test('sessions of these devices are weighed by what they hold', async () => {
  const plan = { ...energy, claim: 'these-devices' as const, at_least: 1 };
  const events = syntheticEvents({ devices: 1, sessionsPerDevice: 6 }).filter(
    ({ session, seq }) => session !== 'boot-0' || seq === 0,
  );
  const judged = await judgeOne(plan, events);
  expect(judged.outcome).toBe('pass');
  expect(judged.method).not.toContain('effective devices');
});

test.each(['energy-per-day <= 50000 J', 'battery-life >= 1 days', 'data-per-day <= 8 kB'])(
  '%s is an error where its inferences do not fit into a day',
  async (claim) => {
    const plan = syntheticPlan({ 'X-1': { expect: claim, accept: 'modelled' } });
    const slow = syntheticEvents({ latency: () => 301_000_000 });
    const judged = await judgeOne(plan, slow);
    expect(judged.outcome).toBe('error');
    expect(judged.reason).toContain('288 inferences a day would take 86688 s');
    const fits = await judgeOne(plan, syntheticEvents({ latency: () => 299_000_000 }));
    expect(fits.outcome).toBe('pass');
  },
);
