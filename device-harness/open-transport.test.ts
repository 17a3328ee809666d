import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { scratchFolder } from '../fixtures/scratch-folder.ts';
import { openWithin } from './open-transport.ts';
import { serial } from './transports/serial.ts';
import { transports } from './transports/index.ts';
import { ptyDevice } from './testing/pty.ts';

const echo = fileURLToPath(new URL('testing/memory-echo.mjs', import.meta.url));
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

test('a device script that loads too late is a DEADLINE and never starts', async () => {
  const folder = await scratchFolder();
  const [script, started] = [join(folder, 'slow.mjs'), join(folder, 'started')];
  await writeFile(
    script,
    `import { writeFileSync } from 'node:fs';
     await new Promise((resolve) => setTimeout(resolve, 300));
     export default async () => writeFileSync(${JSON.stringify(started)}, '');`,
  );
  const opening = openWithin(
    async (signal) => transports.memory.open({ script }, signal),
    50_000,
    never(),
  );
  await expect(opening).rejects.toMatchObject({ code: 'DEADLINE' });
  await setTimeout(1000);
  expect(existsSync(started)).toBe(false);
});

test('what opens in time stays open and still heeds the abort', async () => {
  const controller = new AbortController();
  const transport = await openWithin(
    async (signal) => transports.memory.open({ script: echo }, signal),
    10e6,
    controller.signal,
  );
  const reader = transport.received[Symbol.asyncIterator]();
  await transport.send(Buffer.from('here'), 1e6);
  expect(Buffer.from((await reader.next()).value!.bytes).toString()).toBe('here');
  controller.abort(new Error('enough'));
  await expect(reader.next()).rejects.toThrow('enough');
});
