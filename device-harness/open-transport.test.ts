import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { openWithin } from './open-transport.ts';
import { startDevice } from './transports/memory.ts';
import { serial } from './transports/serial.ts';
import { transports } from './transports/index.ts';
import { ptyDevice } from './testing/pty.ts';

const never = (): AbortSignal => new AbortController().signal;

/** Resolves when told to. */
const gate = (): { readonly passed: Promise<void>; readonly open: () => void } => {
  let open = (): void => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open };
};

test('a transport that does not open in time is a DEADLINE', async () => {
  const opening = openWithin(async () => new Promise(() => {}), 20_000, never());
  await expect(opening).rejects.toMatchObject({
    code: 'DEADLINE',
    message: 'it could not be opened within 0.02 s',
  });
});

test('an interrupt does not wait for what is being opened', async () => {
  const controller = new AbortController();
  const opening = openWithin(async () => new Promise(() => {}), 3600e6, controller.signal);
  controller.abort(new Error('enough'));
  await expect(opening).rejects.toThrow('enough');
});

test('a port that opens too late is free again', async () => {
  const device = await ptyDevice({ fault: 'echo' });
  const { passed, open } = gate();
  const closed = gate();
  const opening = openWithin(
    async () => {
      await passed;
      const transport = await serial.open({ path: device.path }, never());
      const dispose = transport[Symbol.asyncDispose];
      return { ...transport, [Symbol.asyncDispose]: async () => dispose().then(closed.open) };
    },
    20_000,
    never(),
  );
  await expect(opening).rejects.toMatchObject({ code: 'DEADLINE' });
  open();
  await closed.passed;
  const again = await serial.open({ path: device.path }, never());
  await again[Symbol.asyncDispose]();
  await device.vanish();
});

test('what is being opened is told to give up', async () => {
  const told = gate();
  const opening = openWithin(
    async (signal) => {
      signal.addEventListener('abort', told.open);
      return new Promise(() => {});
    },
    20_000,
    never(),
  );
  await expect(opening).rejects.toMatchObject({ code: 'DEADLINE' });
  await told.passed;
});

test('a device script that never finishes loading is a DEADLINE and never starts', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'device-script-'));
  const script = join(folder, 'slow.mjs');
  const global_ = globalThis as unknown as Record<string, unknown>;
  const loading = gate();
  global_['deviceMayLoad'] = loading.passed;
  await writeFile(
    script,
    'await globalThis.deviceMayLoad; export default async () => { globalThis.deviceRan = true; };',
  );
  const opening = openWithin(
    async (signal) => transports.memory.open({ script }, signal),
    50_000,
    never(),
  );
  await expect(opening).rejects.toMatchObject({ code: 'DEADLINE' });
  loading.open();
  await import(pathToFileURL(script).href);
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
  expect(global_['deviceRan']).toBeUndefined();
  await rm(folder, { recursive: true });
});

test('what opens in time stays open and still heeds the abort', async () => {
  const controller = new AbortController();
  const transport = await openWithin(
    async (signal) =>
      startDevice(async ({ received, send }) => {
        for await (const bytes of received) send(bytes);
      }, signal),
    1e6,
    controller.signal,
  );
  const reader = transport.received[Symbol.asyncIterator]();
  await transport.send(Buffer.from('here'), 1e6);
  expect((await reader.next()).value?.bytes).toEqual(Buffer.from('here'));
  controller.abort(new Error('enough'));
  await expect(reader.next()).rejects.toThrow('enough');
});
