import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { scratchFolder } from '../../fixtures/scratch-folder.ts';
import { isAlive, survivorsOf } from '../testing/processes.ts';
import { nextChunk, readBytes } from '../testing/read-bytes.ts';
import { transportContract, type EchoPeer } from './contract.ts';
import { findProgram } from './dies-with-us.ts';
import { childProcess } from './process.ts';
import type { Transport } from './transport.ts';

const never = (): AbortSignal => new AbortController().signal;
const open = async (command: [string, ...string[]]): Promise<Transport> =>
  childProcess.open({ command }, never());

const peer = (command: [string, ...string[]]) => async (): Promise<EchoPeer> => {
  const pids = new Set<number>();
  return {
    async open(signal) {
      // Each says its number first.
      const transport = await childProcess.open(
        { command: ['sh', '-c', 'echo $$; exec "$@"', 'sh', ...command] },
        signal,
      );
      pids.add(Number(await nextLine(transport)));
      return transport;
    },
    async lose() {
      for (const pid of pids) process.kill(pid, 'SIGKILL');
    },
    async [Symbol.asyncDispose]() {
      expect(await survivorsOf([...pids])).toEqual([]);
    },
  };
};

const nextLine = async (transport: Transport): Promise<string> => {
  let text = '';
  while (!text.endsWith('\n')) text += (await readBytes(transport, 1)).toString();
  return text;
};

describe('process', () => {
  transportContract(peer(['cat']), { deafPeer: peer(['sleep', '600']) });
});

test('what the program complained about stands in the fault', async () => {
  const transport = await open([
    'sh',
    '-c',
    'head -c 9000 /dev/zero | tr "\\0" x >&2; echo "no licence" >&2; exit 3',
  ]);
  const lost: unknown = await nextChunk(transport).catch((error: unknown) => error);
  expect(lost).toMatchObject({ code: 'LOST' });
  const { message } = lost as Error;
  expect(message).toMatch(/^the program ended with code 3: x+no licence$/u);
  expect(message.length).toBeLessThan(2100);
  await transport[Symbol.asyncDispose]();
});

test('all the program said before it ended is there', async () => {
  const transport = await open(['sh', '-c', 'head -c 300000 /dev/zero']);
  expect(await readBytes(transport, 300_000)).toHaveLength(300_000);
  await expect(nextChunk(transport)).rejects.toThrow('the program ended with code 0');
  await transport[Symbol.asyncDispose]();
});

test('a program that reads no more refuses what is sent', async () => {
  const transport = await open(['sh', '-c', 'exec <&-; echo deaf; exec sleep 600']);
  await readBytes(transport, 5);
  await expect(transport.send(Buffer.from('x'), 1e6)).rejects.toMatchObject({ code: 'LOST' });
  await transport[Symbol.asyncDispose]();
});

test('a program and its children that do not want to end are ended', async () => {
  const transport = await open([
    'sh',
    '-c',
    'trap "" TERM; sleep 600 & echo $$ $!; wait; wait; sleep 600',
  ]);
  const pids = (await nextLine(transport)).trim().split(' ').map(Number);
  expect(pids.every(isAlive)).toBe(true);
  await transport[Symbol.asyncDispose]();
  expect(await survivorsOf(pids)).toEqual([]);
});

test('a program that is not there is named', async () => {
  await expect(open(['no-such-simulator'])).rejects.toMatchObject({
    code: 'PROGRAM_MISSING',
    exitCode: 4,
    message: expect.stringContaining('no-such-simulator'),
  });
});

/** Fills `MB` megabytes in a child process of its own, computes for 200 ms of processor time there, then says so. */
const worker = (MB: number): string => `
  const held = Buffer.alloc(${MB} * 1e6, 1);
  process.stdout.write('up\\n');
  process.stdin.once('data', () => {
    const start = process.cpuUsage();
    const used = () => { const { user, system } = process.cpuUsage(start); return user + system; };
    while (used() < 200_000);
    process.stdout.write('done ' + held.length + '\\n');
  });`;

describe.skipIf(process.platform !== 'linux')('what a program uses', () => {
  test('is its own peak of memory and the time it computed, children included', async () => {
    const commands: [string, ...string[]][] = [
      [process.execPath, '-e', worker(100)],
      ['sh', '-c', `"$0" -e "$1" <&0; exit`, process.execPath, worker(100)],
    ];
    for (const command of commands) {
      const transport = await open(command);
      await nextLine(transport);
      const before = transport.usage?.();
      await transport.send(Buffer.from('go'), 1e6);
      await nextLine(transport);
      const after = transport.usage?.();
      expect(after!.rss_B).toBeGreaterThan(100e6);
      expect(after!.rss_B).toBeLessThan(400e6);
      expect(after!.cpu_us - before!.cpu_us).toBeGreaterThan(195_000);
      expect(after!.cpu_us - before!.cpu_us).toBeLessThan(400_000);
      await transport[Symbol.asyncDispose]();
      expect(transport.usage?.()).toBeUndefined();
    }
  });

  test('is not known where the program only leads elsewhere', async () => {
    const ssh = join(await scratchFolder(), 'ssh');
    await symlink(findProgram('sleep'), ssh);
    const transport = await open(['sh', '-c', 'echo up; "$0" 600; exit', ssh]);
    await nextLine(transport);
    const deadline = Date.now() + 10_000;
    while (transport.usage?.() !== undefined && Date.now() < deadline) await setTimeout(10);
    expect(transport.usage?.()).toBeUndefined();
    await transport[Symbol.asyncDispose]();
  });
});
