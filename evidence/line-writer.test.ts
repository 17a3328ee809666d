import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { scratchFolder } from '../fixtures/scratch-folder.ts';
import { handOver, openLineWriter } from './line-writer.ts';

const aTurn = async (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('what a turn wrote is in the file when the next begins', async () => {
  const file = join(await scratchFolder(), 'lines');
  using writer = openLineWriter(file);
  for (let number = 0; number < 1000; number += 1) writer.write(String(number));
  await Promise.resolve();
  writer.write('and what followed at once');
  await aTurn();
  const lines = (await readFile(file, 'utf8')).split('\n');
  expect(lines).toHaveLength(1002);
  expect(lines.slice(0, 2)).toEqual(['0', '1']);
  expect(lines.at(-2)).toBe('and what followed at once');
});

test('handing over needs no turn to end', async () => {
  const file = join(await scratchFolder(), 'lines');
  using writer = openLineWriter(file);
  writer.write('now');
  handOver();
  writer.write('later');
  expect(await readFile(file, 'utf8')).toMatch(/^now\n/u);
});

test('evidence is handed over before what mentions it, whatever was written first', async () => {
  // One file for both, which shows the order.
  const file = join(await scratchFolder(), 'lines');
  using journal = openLineWriter(file, 'mentions-evidence');
  using events = openLineWriter(file);
  journal.write('journal');
  events.write('event');
  journal.write('journal of the event');
  await aTurn();
  expect(await readFile(file, 'utf8')).toBe('event\njournal\njournal of the event\n');
});

test('a line longer than anything held back is handed over whole and at once', async () => {
  const file = join(await scratchFolder(), 'lines');
  using writer = openLineWriter(file);
  const long = 'é'.repeat(1_000_000);
  writer.write(long);
  handOver();
  expect(await readFile(file, 'utf8')).toBe(`${long}\n`);
});

test.each([
  ['whole\ntorn', 'whole\nnext\n'],
  [`whole\n${'torn'.repeat(50_000)}`, 'whole\nnext\n'],
  ['torn', 'next\n'],
  ['whole\n', 'whole\nnext\n'],
  ['', 'next\n'],
])('a last line that a killed process left torn is cut off (%#)', async (before, after) => {
  const file = join(await scratchFolder(), 'lines');
  await writeFile(file, before);
  const writer = openLineWriter(file);
  writer.write('next');
  writer[Symbol.dispose]();
  expect(await readFile(file, 'utf8')).toBe(after);
});

test('a killed process has handed over every turn it finished', async () => {
  const folder = await scratchFolder();
  const file = join(folder, 'lines');
  const script = join(folder, 'write.ts');
  const module = pathToFileURL(join(import.meta.dirname, 'line-writer.ts')).href;
  await writeFile(
    script,
    `const { openLineWriter } = await import(${JSON.stringify(module)});
    const writer = openLineWriter(${JSON.stringify(file)});
    for (let number = 0; number < 5000; number += 1) writer.write(JSON.stringify({ number }));
    setImmediate(() => {
      process.stdout.write('handed over');
      writer.write('not handed over');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60_000);
    });`,
  );
  const child = spawn(process.execPath, ['--import', 'jiti/register', script], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
  const lines = (await readFile(file, 'utf8')).split('\n');
  for (let number = 0; number < 5000; number += 1) {
    expect(lines[number]).toBe(JSON.stringify({ number }));
  }
});

test.skipIf(!existsSync('/dev/full'))('a full disk is told to whoever writes next', async () => {
  const writer = openLineWriter('/dev/full');
  writer.write('lost');
  await aTurn();
  expect(() => writer.write('next')).toThrow('ENOSPC');
  expect(() => writer[Symbol.dispose]()).toThrow('ENOSPC');
});
