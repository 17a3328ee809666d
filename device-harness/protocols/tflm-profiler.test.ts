import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scratchFolder } from '../../fixtures/scratch-folder.ts';
import { driveThrough, type Driven } from '../testing/drive.ts';
import { saying } from '../testing/saying.ts';
import { openProtocol } from './index.ts';

const reference = process.env['PILOT_REFERENCE_DATA'];
const crc = '0xA4A6A6BE';
const run = [
  'Input CRC32: 0x14F6A510',
  'CONV_2D took 250000 ticks (10 ms).',
  'SOFTMAX took 163 ticks (0 ms).',
  'CONV_2D took 100000 ticks (4 ms).',
  '"Unique Tag","Total ticks across all events with that tag."',
  'CONV_2D, 350000',
  'SOFTMAX, 363694',
  '"total number of ticks", 350163',
  `Output CRC32: ${crc}`,
  '[[ Table ]]: Arena',
  '        Total | 84436 |   100.00',
];

const hear = async (
  text: string,
  options: Readonly<Record<string, unknown>> = {},
  steps: Parameters<typeof driveThrough>[1] = [{ listen: { for: '3 s' } }],
): Promise<Driven> => {
  const script = await saying(await scratchFolder(), text);
  const protocol = { kind: 'tflm-profiler' as const, ...options };
  return driveThrough({ id: 't-1', transport: { kind: 'memory', script }, protocol }, steps);
};

test('the operators of a run are one inference, and a table by tag is not believed', async () => {
  const { outcome, events } = await hear(run.join('\n'), {
    clock: '25 MHz',
    golden: crc.toLowerCase(),
  });
  expect(outcome).toMatchObject({ outcome: 'complete', inferences: 1 });
  expect(events[0]).toMatchObject({
    sample: 'input 0x14F6A510',
    label: 'output 0xA4A6A6BE',
    truth: 'output 0xA4A6A6BE',
    latency_us: 14_007,
    x_ticks: 350_163,
    x_ops: 3,
    x_op_ticks: { CONV_2D: 350_000, SOFTMAX: 163 },
    x_arena_b: { total: 84_436 },
  });
});

test('another output than the golden one is a wrong answer', async () => {
  const { events } = await hear(run.join('\n'), { clock: '25 MHz', golden: '0x1' });
  expect(events[0]).toMatchObject({ label: 'output 0xA4A6A6BE', truth: 'output 0x00000001' });
});

test('ticks without a clock time nothing', async () => {
  const { events } = await hear(run.join('\n'));
  expect(events[0]).toMatchObject({ untimed: '350163 ticks of a clock that is not stated' });
  expect(events[0]).not.toHaveProperty('latency_us');
});

test.each([
  ['a clock that contradicts the milliseconds', run, { clock: '64 MHz' }, '"clock"'],
  [
    'a sum that is not that of its operators',
    run.map((line) => line.replace('350163', '350164')),
    {},
    '"total number of ticks"',
  ],
])('%s breaks the protocol', async (_, lines, options, words) => {
  const { outcome } = await hear(lines.join('\n'), options);
  expect(outcome).toMatchObject({ inferences: 0, fault: { code: 'PROTOCOL' } });
  expect(outcome.fault?.message).toContain(words);
});

test('a benchmark of one is an inference, one of many a window', async () => {
  const text = [
    'InitializeBenchmarkRunner took 192000 ticks (7 ms).',
    '',
    'WithPersonDataIterations(1) took 3200000 ticks (128 ms)',
    'CONV_2D took 3000000 ticks (120 ms).',
    'SOFTMAX took 25000 ticks (1 ms).',
    '',
    'WithPersonDataIterations(10) took 32000000 ticks (1280 ms)',
    '2/2 tests passed',
    '~~~ALL TESTS PASSED~~~',
  ];
  const { events } = await hear(text.join('\r\n'), { clock: '25 MHz' });
  expect(
    events.map(({ kind, state, latency_us, elapsed_us }) => [
      kind,
      state ?? latency_us ?? elapsed_us,
    ]),
  ).toEqual([
    ['inference', 128_000],
    ['window', 1_280_000],
    ['state', 'tests-passed'],
    ['state', 'all-tests-passed'],
  ]);
  // The operators are a breakdown of the whole, which takes longer than they do.
  expect(events[0]).toMatchObject({ x_ticks: 3_200_000, x_op_ticks: { SOFTMAX: 25_000 } });
});

test('each repetition of a run is an inference, by its events table too', async () => {
  const table = [
    '"Event","Tag","Ticks"',
    '0,CONV_2D,300',
    '1,SOFTMAX,7',
    '"total number of ticks", 307',
  ];
  const bare = ['CONV_2D took 500 ticks (0 ms).', ''];
  const lines = [...run, ...run, ...table, ...bare, ...bare];
  const { events } = await hear(lines.join('\n'), { clock: '25 MHz' });
  expect(events.map(({ x_ticks: ticks }) => ticks)).toEqual([350_163, 350_163, 307, 500, 500]);
});

describe('the published log of the person detector', () => {
  const path = join(reference ?? '', 'device-output/tflm-person-detect.log');
  test.skipIf(reference === undefined)(
    'gives its figures (needs PILOT_REFERENCE_DATA)',
    async () => {
      const { outcome, events } = await hear(readFileSync(path, 'utf8'), {
        clock: '25 MHz',
        golden: crc,
        identity: { firmware: 'person-detect', model: 'person_detect' },
      });
      expect(outcome).toMatchObject({
        outcome: 'complete',
        inferences: 1,
        stated: ['firmware', 'model'],
      });
      expect(events).toHaveLength(1);
      expect(events[0]).toMatchObject({
        sample: 'input 0x14F6A510',
        label: `output ${crc}`,
        truth: `output ${crc}`,
        latency_us: 112_831,
        x_ticks: 2_820_774,
        x_ops: 31,
        // The table by tag of the log says 363694 for SOFTMAX, which holds the initialisation.
        x_op_ticks: { DEPTHWISE_CONV_2D: 1_009_431, CONV_2D: 1_808_923, SOFTMAX: 163, RESHAPE: 28 },
        x_arena_b: { total: 84_436, nonpersistent: 55_296, persistent: 29_140 },
      });
    },
  );
});

test('a line by itself', async () => {
  const { interpret } = await openProtocol({
    id: 't',
    transport: { kind: 'serial', path: 'none' },
    protocol: 'tflm-profiler',
  });
  expect(interpret('CONV_2D took 5 ticks (0 ms).')).toEqual({ type: 'part' });
  expect(interpret('1/2 tests passed')).toMatchObject({ type: 'state', state: 'tests-failed' });
  expect(interpret('Configured arena size = 153600')).toBeUndefined();
});
