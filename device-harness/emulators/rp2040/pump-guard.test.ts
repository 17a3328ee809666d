import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { driveThrough, silentWindows } from '../../testing/drive.ts';
import { nextChunk } from '../../testing/read-bytes.ts';
import { emulator } from '../../transports/emulator.ts';
import type { Chunk } from '../../transports/transport.ts';
import { runBoard } from './run-board.ts';

const imageOf = (build: string): Uint8Array =>
  readFileSync(
    new URL(`../../../fixtures/firmware/pump-guard/images/${build}.elf`, import.meta.url),
  );
const elf = imageOf('int8-candidate');
const device = {
  id: 'pump-01',
  transport: { kind: 'emulator' as const, board: 'rp2040' as const },
};
const power = { supply_V: 3.3, active_A: 0.02, idle_A: 0.004, sleep_A: 0.0002 };
const steps = ['reset' as const, { infer: 3 }, { sleep: '10 s' }, { infer: 3 }, { wait: '5 s' }];

test('twenty windows through the real firmware: every event, twice the same', async () => {
  const run = async () =>
    driveThrough(device, ['reset', 'infer'], {
      image: { elf },
      power,
      stimuli: { steady: silentWindows(20) },
    });
  const [first, second] = await Promise.all([run(), run()]);
  expect(first.outcome).toMatchObject({
    outcome: 'complete',
    origin: 'emulated',
    firmware: 'pump-guard',
    model: 'int8-candidate',
    events: 21,
    inferences: 20,
  });
  expect(second).toEqual(first);
});

test('sleep, wait and inference are accounted where they belong', async () => {
  const { outcome, events } = await driveThrough(device, steps, { image: { elf }, power });
  const inferences = events.filter(({ kind }) => kind === 'inference');
  expect(inferences.map(({ start }) => start)).toEqual([
    'cold',
    'warm',
    'warm',
    'cold',
    'warm',
    'warm',
  ]);
  for (const { energy_uJ, latency_us } of inferences) {
    // Energy is time x current x supply; the device's own ticks are the outside measure of time.
    expect(energy_uJ! / (latency_us! * power.active_A * power.supply_V)).toBeCloseTo(1, 3);
  }
  const total_s = inferences.reduce((sum, { latency_us }) => sum + latency_us! / 1e6, 0);
  expect(outcome.power!.marked_s).toBeCloseTo(total_s, 4);
  expect(outcome.power!.sleep_s).toBeCloseTo(10, 4);
  expect(outcome.power!.idle_s).toBeGreaterThan(5);
  expect(outcome.power!.origin).toBe('modelled');
});

test('a step that takes too long in virtual time is a DEADLINE, however fast the host', async () => {
  const { outcome } = await driveThrough(device, ['reset', { infer: 1, within: '30 ms' }], {
    image: { elf },
  });
  expect(outcome.fault).toMatchObject({ code: 'DEADLINE', message: 'no answer within 0.03 s' });
});

test('a worker and the main thread give the same bytes at the same virtual times', async () => {
  const windows = silentWindows(3).map(({ sample, x }) =>
    Buffer.from(`${JSON.stringify({ cmd: 'infer', sample, x })}\n`),
  );
  const inWorker: Chunk[] = [];
  const transport = await emulator.open({ board: 'rp2040' }, new AbortController().signal, { elf });
  const inMain: Chunk[] = [];
  const runner = runBoard({ elf }, (chunk) => inMain.push(chunk));
  for (const command of [Buffer.alloc(0), ...windows]) {
    await transport.send(command, 1e6);
    inWorker.push((await nextChunk(transport))!);
    runner.feed(command);
    await runner.wait(1e6);
  }
  await transport[Symbol.asyncDispose]();
  const plain = (chunks: readonly Chunk[]) =>
    chunks.map(({ bytes, ...rest }) => ({ text: Buffer.from(bytes).toString('utf8'), ...rest }));
  expect(plain(inWorker)).toEqual(plain(inMain));
  expect(plain(inMain).some(({ text }) => text.includes('"sample":"w-3"'))).toBe(true);
});

test('a device whose firmware is busy for ever can be stopped at once', async () => {
  const probe = readFileSync(new URL('../../testing/firmware/probe.elf', import.meta.url));
  const controller = new AbortController();
  const transport = await emulator.open({ board: 'rp2040' }, controller.signal, { elf: probe });
  await nextChunk(transport);
  await transport.send(Buffer.from('b'), 1e6);
  transport.wait!(3600e6);
  setTimeout(() => controller.abort(new Error('stop')), 50);
  const waiting = (async () => {
    for await (const chunk of transport.received) return chunk;
    return undefined;
  })();
  await expect(waiting).rejects.toThrow('stop');
  await transport[Symbol.asyncDispose]();
});
