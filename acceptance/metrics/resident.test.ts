import { expect, test } from 'vitest';
import { judgeOne } from '../../fixtures/oracle/judge-synthetic.ts';
import { syntheticEvents, syntheticPlan } from '../../fixtures/oracle/synthetic-pilot.ts';
import type { Criterion } from '../../schemas/types/record.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';

const MiB = 1024 * 1024;
const inferences = syntheticEvents({}).filter(({ kind }) => kind === 'inference');
const all = inferences.map((event, index) => ({
  ...event,
  rss_B: 20 * MiB,
  cpu_us: index % 2 === 0 ? 9_000 : 11_000,
}));

const judged = (expect: string, events: TelemetryEvent[]): Promise<Criterion> =>
  judgeOne(syntheticPlan({ 'MEM-1': expect }), events);

test('memory-resident is the most that any device reached, once is enough', async () => {
  expect(await judged('memory-resident <= 20 MiB', all)).toMatchObject({ outcome: 'pass' });
  const once = all.map((event, index) => (index === 5 ? { ...event, rss_B: 21 * MiB } : event));
  const failed = await judged('memory-resident <= 20 MiB', once);
  expect(failed).toMatchObject({ outcome: 'fail', result: { estimate: { value: 21 } } });
});

test('cpu-per-inference is a mean, and its bound decides', async () => {
  const one = await judged('mean(cpu-per-inference) <= 11 ms', all);
  expect(one).toMatchObject({ outcome: 'pass', result: { estimate: { value: 10 } } });
  expect((await judged('mean(cpu-per-inference) <= 9 ms', all)).outcome).toBe('fail');
});

test('neither passes where no event holds it', async () => {
  for (const expected of ['memory-resident <= 1024 MiB', 'mean(cpu-per-inference) <= 1 s']) {
    expect((await judged(expected, inferences)).outcome).toBe('error');
  }
});
