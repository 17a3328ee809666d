import { expect, test } from 'vitest';
import { judgeSynthetic } from '../fixtures/oracle/judge-synthetic.ts';
import { syntheticEvents, syntheticPlan } from '../fixtures/oracle/synthetic-pilot.ts';
import type { TelemetryEvent } from '../schemas/types/telemetry.ts';

const plan = syntheticPlan({ 'LAT-1': 'p95(latency) <= 60 ms' });

const disagreements = async (
  change: (event: TelemetryEvent, i: number) => Partial<TelemetryEvent>,
) => {
  const events = syntheticEvents({ perDevice: 40, latency: () => 40_000 }).map((event, i) => ({
    ...event,
    ...change(event, i),
  }));
  const { findings } = await judgeSynthetic(plan, events);
  return findings
    .filter(({ code }) => code === 'DEVICE_CLOCK_DISAGREES')
    .map(({ sentence }) => sentence);
};

test.each([
  ['as the host saw it', { host_us: 40_000 }, 0],
  ['later by what the link takes', { host_us: 65_000, link_us: 20_000 }, 0],
  ['later by more than link and tolerance', { host_us: 65_000, link_us: 10_000 }, 5],
  ['longer than the host saw', { host_us: 30_000, link_us: 20_000 }, 5],
  ['a little longer than the host saw', { host_us: 36_000 }, 0],
  ['shorter than between edges of the pin', { marker_us: 50_000 }, 5],
  ['as nobody else saw it', {}, 0],
  ['beside a host time that is no number', { host_us: Number.NaN }, 0],
])('a device whose times are %s', async (_, seen, count) => {
  expect(await disagreements(() => seen)).toHaveLength(count);
});

test('the sentence names device, share, median and worst', async () => {
  const [said, ...others] = await disagreements((event, i) =>
    event.device === 'pump-02' ? { host_us: i % 4 === 0 ? 140_000 : 40_500 } : { host_us: 40_000 },
  );
  expect(others).toEqual([]);
  // 100 ms late; 5 ms and 2 % of 140 ms are allowed for.
  expect(said).toContain(
    'Of 40 times that device pump-02 states, 10 (25 %) are not what the host saw',
  );
  expect(said).toContain('the median of these is 92.2 ms shorter than the link explains');
});

const window = (elapsed_us: number, host_us: number): TelemetryEvent => ({
  v: 1,
  device: 'pump-01',
  session: 'w',
  seq: 0,
  time_us: elapsed_us,
  kind: 'window',
  scenario: 'steady-state',
  inferences: 100,
  elapsed_us,
  host_us,
  // A link so slow that it would explain anything.
  link_us: 5_000_000,
});

test.each([
  [10_000_000, 10_100_000, undefined],
  [10_000_000, 10_300_000, '0.97 times'],
  [13_300_000, 10_000_000, '1.33 times'],
  [1_000_000, 1_030_000, undefined],
])('a window of %i us on the device and %i us here', async (elapsed_us, host_us, said) => {
  const { findings } = await judgeSynthetic(plan, [window(elapsed_us, host_us)]);
  const found = findings.find(({ code }) => code === 'DEVICE_CLOCK_DISAGREES')?.sentence;
  if (said === undefined) expect(found).toBeUndefined();
  else expect(found).toContain(said);
});
