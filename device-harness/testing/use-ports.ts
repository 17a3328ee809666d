// Opens the ports it is given, all at once, exchanges with each, closes them, and says what of this
// process is left open. Ends by itself, or does not: that is what it is for.
import { readdirSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { serial } from '../transports/serial.ts';
import { readBytes } from './read-bytes.ts';

const use = async (path: string): Promise<void> => {
  const transport = await serial.open({ path }, new AbortController().signal);
  const text = `hello ${path}`;
  await transport.send(Buffer.from(text), 10e6);
  const answer = String(await readBytes(transport, text.length));
  if (answer !== text) throw new Error(`sent "${text}" and got "${answer}"`);
  await transport[Symbol.asyncDispose]();
};

const left = (): { threads: number; descriptors: number } => ({
  threads: readdirSync('/proc/self/task').length,
  descriptors: readdirSync('/proc/self/fd').length,
});

/** Ends of threads are told a little later. */
const settled = async (before: ReturnType<typeof left>): Promise<ReturnType<typeof left>> => {
  let now = left();
  for (let look = 0; look < 500 && now.threads > before.threads; look += 1) {
    await setTimeout(20);
    now = left();
  }
  return now;
};

const paths = process.argv.slice(2);
// What the system's libraries open once stays open.
await Promise.all(paths.slice(0, 5).map(use));
await setTimeout(2000);
const before = left();
await Promise.all(paths.map(use));
process.stdout.write(JSON.stringify({ before, after: await settled(before) }));
