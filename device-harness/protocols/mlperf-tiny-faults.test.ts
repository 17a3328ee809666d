import { beforeAll, expect, test } from 'vitest';
import type { Step } from '../../schemas/types/suite.ts';
import { driveThrough, type Driven } from '../testing/drive.ts';
import type { DeviceConfig } from '../transports/transport.ts';
import {
  compilerMissing,
  dutOnPty,
  dutOnTcp,
  mlperfDutProgram,
  skipWithoutCompiler,
} from '../testing/mlperf-dut.ts';

const stimuli = Array.from({ length: 4 }, (_, index) => ({
  sample: `s-${index}`,
  x: Buffer.alloc(490, 20 * index).toString('base64'),
}));

const driving = test.skipIf(skipWithoutCompiler);

if (!skipWithoutCompiler) beforeAll(async () => void (await mlperfDutProgram()));

/** Drives a device of its own process over a loopback port, with a short deadline. */
const on = async (
  options: readonly string[],
  steps: readonly Step[] = ['infer'],
  protocol: DeviceConfig['protocol'] = 'mlperf-tiny',
): Promise<Driven & { exitCode: number | null }> => {
  await using dut = await dutOnTcp(...options);
  const transport = { kind: 'tcp' as const, host: '127.0.0.1', port: Number(dut.where) };
  const driven = await driveThrough({ id: 'dut', protocol, transport }, steps, {
    stimuli: { steady: stimuli },
    deadline: '2 s',
  });
  return { ...driven, exitCode: dut.exitCode() };
};

/** What goes wrong in the third inference, and what is said of it; two are finished by then. */
const faults: readonly (readonly [fault: string, code: string, says: string])[] = [
  ['hang', 'DEADLINE', 'no answer within'],
  ['error', 'DEVICE_ERROR', 'it answered with the error Tensor arena exhausted'],
  ['garbage', 'PROTOCOL', 'its answer to infer has no m-results'],
  ['garbled-text', 'PROTOCOL', 'its answer to infer has no m-results'],
  ['bad-results', 'PROTOCOL', 'its m-results message has no valid "[nan,nan]"'],
  ['few-results', 'PROTOCOL', 'it gave 2 scores for the 12 classes of kws01'],
  ['no-lap', 'PROTOCOL', 'its answer to infer has 1 time stamps instead of 2'],
  ['lap-garbled', 'PROTOCOL', 'its m-lap-us message has no valid "12x4"'],
  ['no-ready', 'DEADLINE', 'no answer within'],
  ['reset', 'RESET', 'it restarted in mid-scenario'],
];

driving.for(faults)(
  `%s: two inferences are kept and the fault is told${compilerMissing}`,
  async ([fault, code, says]) => {
    const { outcome, events, journal } = await on(['--fault', fault, '--fault-at', '3']);
    if (fault === 'reset') expect(events.at(-1)).toMatchObject({ kind: 'boot', model: 'kws01' });
    expect(outcome.fault).toMatchObject({ code, message: expect.stringContaining(says) });
    const inferences = events.filter(({ kind }) => kind === 'inference');
    expect(inferences.map(({ sample }) => sample)).toEqual(['s-0', 's-1']);
    expect(journal.filter(({ kind }) => kind === 'fault')).toMatchObject([{ outcome: code }]);
  },
);

driving.for([['ready-inside-debug'], ['debug'], ['trailing-comma']] as const)(
  '%s harms nothing',
  async ([fault]) => {
    const { outcome, events } = await on(['--fault', fault]);
    expect(outcome.outcome).toBe('complete');
    expect(events.map(({ sample }) => sample)).toEqual(['s-0', 's-1', 's-2', 's-3']);
    expect(events.every(({ scores }) => scores?.length === 12)).toBe(true);
  },
);

driving('a device that hangs in its third window keeps the two before', async () => {
  const { outcome, events } = await on(
    ['--us-per-inference', '100000', '--fault', 'hang', '--fault-at', '3'],
    [{ measure: { windows: 4, iterations: 101 }, within: '1 s' }],
  );
  expect(outcome.fault).toMatchObject({ code: 'DEADLINE' });
  expect(events).toMatchObject([
    { kind: 'window', sample: 's-0', elapsed_us: 10_100_000 },
    { kind: 'window', sample: 's-1', elapsed_us: 10_100_000 },
  ]);
});

driving('an input that lost a digit on its way is never inferred from', async () => {
  const { outcome, events } = await on(['--fault', 'lost-character']);
  expect(outcome.fault).toMatchObject({
    code: 'DEVICE_ERROR',
    message: 'it answered with the error Insufficent number of hex digits',
  });
  expect(events.filter(({ kind }) => kind === 'inference')).toEqual([]);
});

driving('the wrap of the clock in mid-window changes no figure', async () => {
  const measure: Step[] = [{ measure: { windows: 3, iterations: 100, warmups: 0 } }];
  const usual = await on(['--us-per-inference', '100000'], measure);
  const wrapping = await on(['--us-per-inference', '100000', '--start-us', '4284967296'], measure);
  const figures = ({ events }: Driven): unknown => events.map(({ elapsed_us }) => elapsed_us);
  expect(figures(usual)).toEqual([10_000_000, 10_000_000, 10_000_000]);
  expect(figures(wrapping)).toEqual(figures(usual));
});

driving(
  'readings that lie further apart than half the clock are of a clock run backwards',
  async () => {
    const { outcome, events } = await on(
      ['--us-per-inference', '150000000'],
      [{ measure: { windows: 1, iterations: 15, warmups: 0 } }],
    );
    expect(outcome.fault).toMatchObject({
      code: 'PROTOCOL',
      message: expect.stringContaining('backwards'),
    });
    expect(events.filter(({ kind }) => kind === 'window')).toEqual([]);
  },
);

driving('device time is not host time, either way', async () => {
  const began = performance.now();
  const fast = await on(
    ['--us-per-inference', '120000'],
    [{ measure: { iterations: 100, windows: 4 } }],
  );
  // 48 seconds of the device, and nothing like it here.
  expect(performance.now() - began).toBeLessThan(20_000);
  expect(fast.events.map(({ elapsed_us }) => elapsed_us)).toEqual(Array(4).fill(12_000_000));
  expect(fast.events.every(({ host_us }) => host_us! < 10_000_000)).toBe(true);
  const real = await on(
    ['--clock', 'real', '--us-per-inference', '3000'],
    [{ measure: { iterations: 100, windows: 2, warmups: 0 } }],
  );
  for (const { elapsed_us, host_us } of real.events) {
    expect(elapsed_us).toBeGreaterThanOrEqual(300_000);
    expect(host_us).toBeGreaterThan(150_000);
  }
});

driving('firmware of the energy mode is told as such, with and without its banner', async () => {
  const told = await on(['--mode', 'energy']);
  expect(told.outcome.fault).toMatchObject({
    code: 'MODE',
    message:
      'its firmware is built for the energy mode, and this run measures in the performance mode',
  });
  const silent = await on(['--mode', 'energy', '--banner', 'none']);
  expect(silent.outcome.fault).toMatchObject({
    code: 'MODE',
    message: 'it gives no time stamps: its firmware is built for the energy mode',
  });
});

driving('in the energy mode answers are kept without a time, and windows are refused', async () => {
  const energy = { kind: 'mlperf-tiny', mode: 'energy' } as const;
  const { events, outcome } = await on(['--mode', 'energy'], ['infer'], energy);
  expect(outcome.outcome).toBe('complete');
  expect(events).toHaveLength(4);
  for (const event of events) {
    expect(event).toMatchObject({ untimed: expect.stringContaining('edges of a pin') });
    expect(event.latency_us).toBeUndefined();
  }
  const windows = await on(
    ['--mode', 'energy'],
    [{ measure: { iterations: 5, windows: 2 } }],
    energy,
  );
  expect(windows.outcome.fault).toMatchObject({ code: 'UNSUPPORTED' });
  const mistaken = await on(['--banner', 'none'], ['infer'], energy);
  expect(mistaken.outcome.fault).toMatchObject({ code: 'MODE' });
});

driving('a banner that comes after the first command puts nothing off by one', async () => {
  const { outcome, events } = await on(['--banner', 'late']);
  expect(outcome.outcome).toBe('complete');
  expect(events.map(({ sample }) => sample)).toEqual(['s-0', 's-1', 's-2', 's-3']);
});

driving.for([['db 00ff'], ['infer 3'], ['db load 49'], ['na'], ['x '.repeat(60)]] as const)(
  'half a command "%s" of an earlier run is got over',
  async ([stale]) => {
    const { outcome, events, exitCode } = await on(['--stale', stale]);
    expect(outcome).toMatchObject({ outcome: 'complete', firmware: 'Pilotlight' });
    expect(events).toHaveLength(4);
    expect(exitCode).toBeNull();
  },
);

driving('after a fault the port is free, and the next run meets the same device', async () => {
  await using dut = await dutOnPty('--fault', 'no-ready');
  const device = {
    id: 'dut',
    protocol: 'mlperf-tiny' as const,
    transport: { kind: 'serial' as const, path: dut.where },
  };
  const options = { stimuli: { steady: stimuli }, deadline: '1 s' };
  const first = await driveThrough(device, ['infer'], options);
  expect(first.outcome.fault).toMatchObject({ code: 'DEADLINE' });
  const second = await driveThrough(device, [{ send: 'profile', expect: 'm-model' }], options);
  expect(second.outcome.fault?.code).not.toBe('PORT_BUSY');
  // Its firmware never says m-ready again, and that is what is reported.
  expect(second.outcome.fault).toMatchObject({ code: 'DEADLINE' });
});
