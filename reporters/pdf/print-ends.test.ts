import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { scratchFolder } from '../../fixtures/scratch-folder.ts';
import { findBrowser } from './browser.ts';

const real = await findBrowser().catch(() => undefined);
const missing = real ? '' : ' (skipped: no Chrome or Chromium on this machine)';

/** Starts, starts another process, and never says a word. */
const mute = async (): Promise<string> => {
  const path = join(await scratchFolder(), 'mute-headless-shell');
  await writeFile(path, '#!/bin/sh\nsleep 600 &\nsleep 600\n');
  await chmod(path, 0o755);
  return path;
};

const script = (limits: string): string => `
const { default: { print } } = await import(${JSON.stringify(fileURLToPath(new URL('print.ts', import.meta.url)))});
const found = { path: process.env.BROWSER, kind: 'headless-shell' };
// Long enough to be told to end in the midst of it.
const html = '<p>text</p>'.repeat(200_000);
await print(html, found, ${limits}).catch((error) => console.log(error.message));`;

interface Printing {
  readonly child: ChildProcess;
  readonly temporary: string;
}

/** A process that prints, with a folder of its own for temporary files. */
const printing = async (browser: string, limits: string = ''): Promise<Printing> => {
  const temporary = await scratchFolder();
  const child = spawn(
    process.execPath,
    ['--import', 'jiti/register', '--input-type=module', '-e', script(limits)],
    {
      // jiti keeps what it has compiled elsewhere than in what is looked at.
      env: { ...process.env, TMPDIR: temporary, BROWSER: browser, JITI_FS_CACHE: 'false' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  return { child, temporary };
};

/** Processes that were started with this folder for temporary files. */
const processesIn = async (temporary: string): Promise<string[]> => {
  const ids = (await readdir('/proc')).filter((entry) => /^\d+$/u.test(entry));
  const environments = await Promise.all(
    ids.map((id) => readFile(`/proc/${id}/environ`, 'utf8').catch(() => '')),
  );
  return ids.filter((_, index) => environments[index]?.includes(`TMPDIR=${temporary}\0`));
};

const endedBy = async (browser: string, signal: NodeJS.Signals): Promise<void> => {
  const { child, temporary } = await printing(browser);
  const gone = once(child, 'exit');
  // Ourselves, the browser and at least one that it started.
  await vi.waitFor(
    async () => expect((await processesIn(temporary)).length).toBeGreaterThan(2),
    60_000,
  );
  child.kill(signal);
  expect(await gone).toEqual([null, signal]);
  expect(await readdir(temporary)).toEqual([]);
  await vi.waitFor(async () => expect(await processesIn(temporary)).toEqual([]), 2000);
};

/** A second process compiles its modules before it prints; a busy machine takes its time. */
const patience_ms = 90_000;

const linux = process.platform === 'linux';
const onLinux = test.skipIf(!linux);

onLinux.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
  'a mute browser and its profile are gone when %s ends us',
  async (signal) => endedBy(await mute(), signal),
  patience_ms,
);

test.skipIf(!linux || !real)(
  `a browser in mid-print and its profile are gone too${missing}`,
  async () => {
    await endedBy(real?.path ?? '', 'SIGTERM');
  },
  patience_ms,
);

onLinux(
  'a mute browser is given up in the time it has to greet, and nothing keeps us',
  async () => {
    const browser = await mute();
    const { child, temporary } = await printing(browser, '60_000, 400');
    let said = '';
    let saidAt = 0;
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      saidAt ||= performance.now();
    });
    await once(child, 'exit');
    expect(performance.now() - saidAt).toBeLessThan(5000);
    expect(said).toBe(
      `${browser} did not print the PDF, twice: no answer within 0.4 s of its start\n`,
    );
    expect(await processesIn(temporary)).toEqual([]);
  },
  patience_ms,
);
