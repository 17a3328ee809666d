import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { driveThrough } from '../testing/drive.ts';
import { isAlive, survivorsOf } from '../testing/processes.ts';
import {
  emulatorsOf,
  lacksQemu,
  machineImage,
  unlessLacking,
  workplacesOf,
} from '../testing/qemu.ts';
import { nextChunk, readBytes } from '../testing/read-bytes.ts';
import { transportContract, type EchoPeer } from './contract.ts';
import { qemu } from './qemu.ts';
import type { Transport } from './transport.ts';

type Machine = Parameters<typeof qemu.open>[0]['machine'];

const never = (): AbortSignal => new AbortController().signal;

const opened = async (
  machine: Machine,
  image: string,
  signal: AbortSignal = never(),
): Promise<Transport> => qemu.open({ machine }, signal, machineImage(image));

const banner = async (transport: Transport): Promise<string> =>
  (await readBytes(transport, 'up\n'.length)).toString();

const peer = (image: string, says: number) => async (): Promise<EchoPeer> => ({
  async open(signal) {
    const transport = await opened('mps2-an386', image, signal);
    await readBytes(transport, says);
    return transport;
  },
  async lose() {
    for (const pid of emulatorsOf(process.pid)) process.kill(pid, 'SIGKILL');
  },
  async [Symbol.asyncDispose]() {
    expect(await survivorsOf(emulatorsOf(process.pid))).toEqual([]);
    expect(workplacesOf(process.pid)).toEqual([]);
  },
});

describe.skipIf(lacksQemu)(`qemu${unlessLacking}`, () => {
  transportContract(peer('echo-mps2', 'up\n'.length), {
    deafPeer: peer('deaf-mps2', 0),
    // The UART holds one byte, so each is an event of its own for the emulator.
    burst_B: 4096,
  });

  test.each([
    ['mps2-an385', 'echo-mps2'],
    ['mps2-an386', 'echo-mps2'],
    ['mps3-an547', 'echo-an547'],
  ] as const)('%s says its banner to who opens it, and hears', async (machine, image) => {
    for (let turn = 0; turn < 5; turn += 1) {
      const transport = await opened(machine, image);
      // Sent before the firmware has its receiver on.
      await transport.send(Buffer.from('early'), 1e6);
      expect((await readBytes(transport, 8)).toString()).toBe('up\nearly');
      await transport[Symbol.asyncDispose]();
    }
  });

  test('ten machines open, answer and end side by side', async () => {
    const texts = Array.from({ length: 10 }, (_, index) => `machine ${index}`);
    const answers = await Promise.all(
      texts.map(async (text) => {
        const transport = await opened('mps2-an385', 'echo-mps2');
        await banner(transport);
        await transport.send(Buffer.from(text), 10e6);
        const answer = await readBytes(transport, text.length);
        await transport[Symbol.asyncDispose]();
        return answer.toString();
      }),
    );
    expect(answers).toEqual(texts);
    expect(emulatorsOf(process.pid)).toEqual([]);
    expect(workplacesOf(process.pid)).toEqual([]);
  });

  test('an image that the machine cannot run is lost, with what the emulator says', async () => {
    const transport = await opened('mps2-an385', 'echo-an547');
    const lost: unknown = await nextChunk(transport).catch((error: unknown) => error);
    expect(lost).toMatchObject({
      code: 'LOST',
      message: expect.stringMatching(/^QEMU ended by SIGABRT: qemu: fatal: Lockup/u),
    });
    await transport[Symbol.asyncDispose]();
  });

  test('an image that never speaks is a deadline that names the machine', async () => {
    const device = {
      id: 'q-1',
      transport: { kind: 'qemu' as const, machine: 'mps3-an547' as const },
    };
    const { outcome } = await driveThrough(device, ['reset'], {
      image: machineImage('echo-mps2'),
      deadline: '500 ms',
    });
    expect(outcome.fault).toMatchObject({
      code: 'DEADLINE',
      message: expect.stringContaining('nothing came from mps3-an547 since power-up'),
    });
  });

  test.each([
    [undefined, 'IMAGE_MISSING'],
    [{ elf: Buffer.from('no image') }, 'ELF_INVALID'],
  ])('what cannot be run is refused before anything starts', async (image, code) => {
    const opening = qemu.open({ machine: 'mps2-an385' }, never(), image);
    await expect(opening).rejects.toMatchObject({ code });
  });

  test('an abort in the middle of opening leaves nothing', async () => {
    const controller = new AbortController();
    const opening = opened('mps2-an385', 'echo-mps2', controller.signal);
    controller.abort(new Error('enough'));
    await expect(opening).rejects.toThrow('enough');
    expect(await survivorsOf(emulatorsOf(process.pid))).toEqual([]);
    expect(workplacesOf(process.pid)).toEqual([]);
  });

  test('the emulator dies when we are killed outright, and the next one clears up', async () => {
    const [transport, testing] = ['./qemu.ts', '../testing/qemu.ts'].map((path) =>
      fileURLToPath(new URL(path, import.meta.url)),
    );
    const script = `
      const { default: { qemu } } = await import(${JSON.stringify(transport)});
      const { default: { machineImage } } = await import(${JSON.stringify(testing)});
      const { received } = await qemu.open(
        { machine: 'mps2-an385' }, new AbortController().signal, machineImage('echo-mps2'));
      for await (const { bytes } of received) process.stdout.write(bytes);`;
    const parent = spawn(
      process.execPath,
      ['--import', 'jiti/register', '--input-type=module', '-e', script],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const gone = once(parent, 'exit');
    expect(String((await once(parent.stdout, 'data'))[0])).toContain('u');
    const pids = emulatorsOf(parent.pid!);
    expect(pids.filter(isAlive)).toHaveLength(1);
    parent.kill('SIGKILL');
    await gone;
    expect(await survivorsOf(pids)).toEqual([]);

    const [left] = workplacesOf(parent.pid!).map((name) => join(tmpdir(), name));
    expect(existsSync(left!)).toBe(true);
    const longAgo = Date.now() / 1000 - 120;
    utimesSync(left!, longAgo, longAgo);
    const next = await opened('mps2-an385', 'echo-mps2');
    expect(existsSync(left!)).toBe(false);
    await next[Symbol.asyncDispose]();
  });
});

test('an emulator that is not installed is named with its package', async () => {
  const path = process.env['PATH'];
  process.env['PATH'] = '/nowhere';
  try {
    await expect(opened('mps2-an385', 'echo-mps2')).rejects.toMatchObject({
      code: 'QEMU_MISSING',
      hint: expect.stringContaining('apt-get install --no-install-recommends qemu-system-arm'),
      exitCode: 4,
    });
  } finally {
    process.env['PATH'] = path;
  }
  expect(workplacesOf(process.pid)).toEqual([]);
});
