import { beforeAll, expect, test } from 'vitest';
import { classOf } from '../../fixtures/mlperf/classifier.ts';
import type { Stimulus } from '../../schemas/types/stimulus.ts';
import type { Step } from '../../schemas/types/suite.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';
import { driveThrough, type Driven } from '../testing/drive.ts';
import {
  compilerMissing,
  dutOnPty,
  dutOnTcp,
  mlperfDutProgram,
  skipWithoutCompiler,
} from '../testing/mlperf-dut.ts';
import { benchmarkModel } from './mlperf-tiny-models.ts';
import type { DeviceConfig } from '../transports/transport.ts';

/** Inputs that are the templates of no class, told apart by their fill. */
const stimuli = Array.from({ length: 6 }, (_, index) => ({
  sample: `s-${index}`,
  truth: 'down',
  x: Buffer.alloc(490, 20 * index).toString('base64'),
}));

const onTcp = (
  where: string,
  protocol: DeviceConfig['protocol'] = 'mlperf-tiny',
): DeviceConfig => ({
  id: 'dut',
  protocol,
  transport: { kind: 'tcp', host: '127.0.0.1', port: Number(where) },
});

const through = async (
  steps: readonly Step[],
  options: readonly string[],
  configured: { readonly through?: 'direct' | 'interface-board' } = {},
): Promise<Driven & { sent: string }> => {
  await using dut = await dutOnTcp(...options);
  let sent = '';
  const driven = await driveThrough(
    onTcp(dut.where, { kind: 'mlperf-tiny', ...configured }),
    steps,
    {
      stimuli: { steady: stimuli },
      onTranscript: ({ direction, bytes }) => {
        if (direction === 'sent') sent += Buffer.from(bytes).toString('latin1');
      },
    },
  );
  return { ...driven, sent };
};

if (!skipWithoutCompiler) beforeAll(async () => void (await mlperfDutProgram()));

const driving = test.skipIf(skipWithoutCompiler);

driving(`it says who it is${compilerMissing}`, async () => {
  const { outcome, journal } = await through([{ infer: 1 }], ['--vendor', 'Acme Ltd']);
  expect(outcome).toMatchObject({
    outcome: 'complete',
    firmware: 'Acme Ltd',
    version: 'ULPMark for tinyML Firmware V0.0.1',
    model: 'kws01',
  });
  expect(journal.filter(({ kind }) => kind === 'note').map(({ message }) => message)).toEqual([
    'the time of an inference includes printing its first time stamp',
    'powered up (power-on)',
  ]);
});

driving('its answers are those of the same classifier in another language', async () => {
  const { events } = await through(['infer'], ['--us-per-inference', '1234']);
  const labels = benchmarkModel('kws01')!.scores;
  expect(events.map(({ label }) => label)).toEqual(
    stimuli.map(({ x }) => labels[classOf(new Int8Array(Buffer.from(x, 'base64')), 12)]),
  );
  expect(new Set(events.map(({ label }) => label)).size).toBeGreaterThan(1);
  expect(events[0]).toMatchObject({ start: 'cold', latency_us: 1234, truth: 'down' });
  expect(events[1]).toMatchObject({ start: 'warm', latency_us: 1234, sample: 's-1' });
  expect(events[0]?.scores).toHaveLength(12);
});

driving('commands end with %, are short, never empty, and an input comes in pieces', async () => {
  const { sent } = await through([{ infer: 1 }], []);
  const commands = sent.split('%');
  expect(commands.pop()).toBe('');
  expect(sent).not.toMatch(/[\r\n]/u);
  expect(commands.every(({ length }) => length > 0 && length <= 80)).toBe(true);
  expect(commands.slice(0, 4)).toEqual(['name', 'profile', 'db load 490', `db ${'00'.repeat(31)}`]);
  expect(commands.at(-1)).toBe('infer 1 0');
  expect(commands.filter((command) => command.startsWith('db 0'))).toHaveLength(16);
});

driving('an empty command is refused before it is sent', async () => {
  const { outcome, sent } = await through([{ send: ' ' }], []);
  expect(outcome.fault).toMatchObject({
    code: 'STIMULUS',
    message: expect.stringContaining('no command'),
  });
  expect(sent).toBe('name%profile%');
});

driving(
  'a command whose answer nobody waits for does not put the next answer off by one',
  async () => {
    const { outcome, events } = await through([{ send: 'help' }, { infer: 2 }], []);
    expect(outcome.outcome).toBe('complete');
    expect(events.map(({ sample }) => sample)).toEqual(['s-0', 's-1']);
  },
);

driving('a command of the suite gets its answer, and an error in it is the device’s', async () => {
  const { outcome } = await through(
    [
      { send: 'profile', expect: 'm-model-\\[kws01\\]' },
      { send: 'infer 0', expect: 'm-infer-done' },
    ],
    [],
  );
  expect(outcome.fault).toMatchObject({
    code: 'DEVICE_ERROR',
    message: 'it answered with the error Inference iterations must be >0',
    step: 'send infer 0',
  });
});

driving('windows are timed on its own clock, across the wrap', async () => {
  const { events, outcome } = await through(
    [{ measure: { windows: 3, iterations: 250, warmups: 7 } }],
    ['--us-per-inference', '40000', '--start-us', '4294000000'],
  );
  expect(outcome).toMatchObject({ outcome: 'complete', inferences: 0, events: 3 });
  expect(events).toMatchObject(
    ['s-0', 's-1', 's-2'].map((sample) => ({
      kind: 'window',
      sample,
      truth: 'down',
      inferences: 250,
      warmups: 7,
      elapsed_us: 10_000_000,
    })),
  );
});

driving('a trial finds how many inferences a window takes', async () => {
  const { events, journal } = await through(
    [{ measure: { windows: 5 } }],
    ['--us-per-inference', '3000', '--jitter', '40'],
  );
  expect(events).toHaveLength(5);
  for (const { elapsed_us, inferences } of events) {
    expect(elapsed_us).toBeGreaterThanOrEqual(10_000_000);
    expect(elapsed_us).toBeLessThan(12_000_000);
    expect(inferences).toBe(events[0]?.inferences);
  }
  expect(journal.filter(({ message }) => message?.startsWith('a trial of'))).toHaveLength(1);
});

driving('a window that is too short is kept as it is', async () => {
  const { events } = await through(
    [{ measure: { windows: 1, iterations: 210 } }],
    ['--us-per-inference', '10000'],
  );
  expect(events).toMatchObject([{ elapsed_us: 2_100_000, inferences: 210 }]);
});

driving('more windows than samples are an error, never a sample twice', async () => {
  const { outcome, events } = await through([{ measure: { windows: 7 } }], []);
  expect(outcome.fault).toMatchObject({ code: 'STIMULUS' });
  expect(events).toEqual([]);
});

driving('over a serial line the printing of the first time stamp is stated', async () => {
  await using dut = await dutOnPty('--us-per-inference', '1000', '--baud', '115200');
  const transport = { kind: 'serial' as const, path: dut.where };
  const { events } = await driveThrough(
    { id: 'dut', protocol: 'mlperf-tiny', transport },
    [{ infer: 2 }],
    { stimuli: { steady: stimuli } },
  );
  // What the device's clock says beyond the inference is what the line takes.
  for (const { latency_us, link_us, x_stamp_us } of events) {
    expect(x_stamp_us).toBeGreaterThan(1000);
    expect(Math.abs(latency_us! - 1000 - Number(x_stamp_us))).toBeLessThanOrEqual(2);
    expect(link_us).toBeGreaterThan(Number(x_stamp_us));
  }
});

driving('a file of many inputs is scored by the mean of them all', async () => {
  await using dut = await dutOnTcp('--model', 'ad01', '--us-per-inference', '700');
  const ask = async (stimulus: Stimulus): Promise<TelemetryEvent> => {
    const { events } = await driveThrough(onTcp(dut.where), ['infer'], {
      stimuli: { steady: [stimulus] },
    });
    return events[0]!;
  };
  const bytes = Buffer.from(Array.from({ length: 2560 + 2 * 512 }, (_, at) => (at * 7) % 251));
  const parts = [0, 512, 1024].map((at) => bytes.subarray(at, at + 2560));
  const scores: number[] = [];
  for (const part of parts) {
    scores.push((await ask({ sample: 'part', x: part.toString('base64') })).scores![0]!);
  }
  const whole = { sample: 'whole', x: bytes.toString('base64'), window_B: 2560, stride_B: 512 };
  const { scores: [mean] = [], latency_us, label } = await ask(whole);
  expect(new Set(scores).size).toBe(3);
  expect(mean).toBeCloseTo(scores.reduce((sum, score) => sum + score) / 3, 9);
  expect({ latency_us, label }).toEqual({ latency_us: 700, label: 'anomaly' });
});

driving('the largest input of the benchmark arrives whole', async () => {
  await using dut = await dutOnTcp('--model', 'vww01');
  const x = Buffer.from(Array.from({ length: 27_648 }, (_, at) => (at * 31) % 256));
  const { events } = await driveThrough(onTcp(dut.where), ['infer'], {
    stimuli: { steady: [{ sample: 'picture', x: x.toString('base64') }] },
    deadline: '30 s',
  });
  const expected = classOf(new Int8Array(x), 2) === 0 ? 'no-person' : 'person';
  expect(events).toMatchObject([{ label: expected }]);
});

driving('through an interface board each command has two ends', async () => {
  const { outcome, events, sent } = await through([{ infer: 3 }], ['--interface'], {
    through: 'interface-board',
  });
  expect(outcome).toMatchObject({ outcome: 'complete', model: 'kws01' });
  expect(events).toHaveLength(3);
  expect(sent).toContain(`%dut db ${'00'.repeat(26)}%`);
});
