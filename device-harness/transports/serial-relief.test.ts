import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { type PtyBank, ptyBank } from '../testing/pty-bank.ts';
import { nextChunk, readBytes } from '../testing/read-bytes.ts';
import { hostTime_us } from './host-time.ts';
import { serial } from './serial.ts';
import type { Transport } from './transport.ts';

const openAll = async ({ paths }: PtyBank): Promise<Transport[]> =>
  Promise.all(paths.map(async (path) => serial.open({ path }, new AbortController().signal)));

const closeAll = async (transports: readonly Transport[]): Promise<void> => {
  await Promise.all(transports.map(async (transport) => transport[Symbol.asyncDispose]()));
};

const busy_us = 1e6;

/** Keeps this thread from everything else. */
const beBusy = (duration_us: number = busy_us): void => {
  for (const end_us = hostTime_us() + duration_us; hostTime_us() < end_us;);
};

/** How long after it was sent something is stamped that comes back while this thread is busy. */
const stampedAfter_us = async (transport: Transport): Promise<number> => {
  const sent_us = hostTime_us();
  await transport.send(Buffer.from('x'), 1e6);
  beBusy();
  const chunk = await nextChunk(transport);
  return chunk!.time_us - sent_us;
};

/** The relief reader needs a moment to start; a busy host may keep it waiting too. */
const soon = async (measure: () => Promise<number>): Promise<number> => {
  let least = Infinity;
  for (let attempt = 0; attempt < 20 && least > busy_us / 2; attempt += 1) {
    least = Math.min(least, await measure());
  }
  return least;
};

test('what comes while this thread is busy carries the time it came', async () => {
  await using bank = await ptyBank(1);
  const [transport] = await openAll(bank);
  const least = await soon(async () => stampedAfter_us(transport!));
  expect(least).toBeLessThan(busy_us / 2);
  await closeAll([transport!]);
});

test('a port that dies while this thread is busy is lost alone', async () => {
  await using bank = await ptyBank(3);
  const [dying, ...others] = await openAll(bank);
  const lost = nextChunk(dying!).catch((error: unknown) => error);
  bank.vanish(0);
  beBusy();
  await expect(lost).resolves.toMatchObject({ code: 'LOST' });
  for (const other of others) {
    expect(await soon(async () => stampedAfter_us(other))).toBeLessThan(busy_us / 2);
  }
  await closeAll([dying!, ...others]);
});

test('bytes read by either thread keep their order, and none is lost or doubled', async () => {
  await using bank = await ptyBank(1);
  const [transport] = await openAll(bank);
  await soon(async () => stampedAfter_us(transport!));
  const bytes = Buffer.from(Array.from({ length: 500_000 }, (_, index) => index % 251));
  // Late for a few milliseconds again and again, so that both threads read in mid-stream.
  const late = setInterval(() => beBusy(5000), 1);
  const [received] = await Promise.all([
    readBytes(transport!, bytes.length),
    transport!.send(bytes, 50e6),
  ]);
  clearInterval(late);
  expect(Buffer.compare(received, bytes)).toBe(0);
  await closeAll([transport!]);
});

const script = fileURLToPath(new URL('../testing/use-ports.ts', import.meta.url));

test.skipIf(process.platform !== 'linux')(
  'after twenty ports no thread and no descriptor is left, and the process ends by itself',
  async () => {
    await using bank = await ptyBank(20);
    const args = ['--import', 'jiti/register', script, ...bank.paths];
    const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 110_000 });
    const { before, after } = JSON.parse(stdout) as Record<string, unknown>;
    expect(after).toEqual(before);
  },
  120_000,
);
