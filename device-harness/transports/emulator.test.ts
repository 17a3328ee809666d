import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { describe, expect, test } from 'vitest';
import { nextChunk, readBytes } from '../testing/read-bytes.ts';
import { transportContract, type EchoPeer } from './contract.ts';
import { connect, emulator, startWorker } from './emulator.ts';
import type { Transport } from './transport.ts';

const imageOf = (name: string): Uint8Array =>
  readFileSync(new URL(`../testing/firmware/${name}.elf`, import.meta.url));

const openImage = async (
  elf: Uint8Array,
  signal: AbortSignal = new AbortController().signal,
): Promise<Transport> => emulator.open({ board: 'rp2040' }, signal, { elf });

// Nothing takes an emulated device away; how its link ends is the lock-up below.
const peer = async (): Promise<EchoPeer> => ({
  async open(signal) {
    const transport = await openImage(imageOf('echo'), signal);
    await readBytes(transport, 'up\n'.length);
    return transport;
  },
  async [Symbol.asyncDispose]() {},
});

describe('emulator', () => transportContract(peer, { burst_B: 6000, losable: false }));

test('a core that locks up ends the link and says why', async () => {
  const transport = await openImage(imageOf('probe'));
  await transport.send(Buffer.from('l'), 1e6);
  await expect(readBytes(transport, 10_000)).rejects.toMatchObject({
    code: 'LOST',
    message: expect.stringContaining('undefined instruction'),
  });
  await transport[Symbol.asyncDispose]();
});

test('an image that is no ELF file is refused before anything runs', async () => {
  const opening = openImage(Buffer.from('no image'));
  await expect(opening).rejects.toMatchObject({ code: 'ELF_INVALID' });
});

test('a thread that hangs in host time is ended, and the link is lost', async () => {
  const hangs = `
    const { parentPort } = require('node:worker_threads');
    parentPort.on('message', () => { for (;;); });
    parentPort.postMessage({ kind: 'ready' });
  `;
  const worker = new Worker(hangs, { eval: true });
  const gone = once(worker, 'exit');
  const transport = await connect(worker, new AbortController().signal, 300);
  await expect(nextChunk(transport)).rejects.toMatchObject({
    code: 'LOST',
    message: 'the emulator stopped answering for 0.3 s',
  });
  await gone;
  await transport[Symbol.asyncDispose]();
});

test('a firmware that keeps the host computing for long is not taken for one', async () => {
  const worker = startWorker({ elf: imageOf('probe') });
  const silence_ms = 3000;
  const transport = await connect(worker, new AbortController().signal, silence_ms);
  await nextChunk(transport);
  await transport.send(Buffer.from('b'), 1e6);
  const received = transport.received[Symbol.asyncIterator]();
  // An hour of a busy core is minutes of host time, during which no chunk comes.
  transport.wait!(3600e6);
  const next = received.next();
  const first = await Promise.race([next, setTimeout(2.5 * silence_ms, 'still computing')]);
  expect(first).toBe('still computing');
  await transport[Symbol.asyncDispose]();
  expect(await next).toMatchObject({ done: true });
});
