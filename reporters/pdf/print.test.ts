import { chmod, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { scratchFolder } from '../../fixtures/scratch-folder.ts';
import { variants } from '../../fixtures/records/variants.ts';
import { buildReportModel } from '../model/report-model.ts';
import { type FoundBrowser, findBrowser } from './browser.ts';
import { readPdf } from './objects.ts';
import { renderPdf } from './pdf.ts';
import { print } from './print.ts';
import { pageTexts } from './text.ts';

const browser = await findBrowser().catch(() => undefined);
const missing = browser ? '' : ' (skipped: no Chrome or Chromium on this machine)';
const withBrowser = test.skipIf(!browser);

/** A folder that takes the place of the machine's for temporary files, until the test ends. */
const ownTemporary = async (): Promise<string> => {
  const folder = await scratchFolder();
  vi.stubEnv('TMPDIR', folder);
  onTestFinished(() => void vi.unstubAllEnvs());
  return folder;
};

/** Processes whose command line names the folder. */
const processesOf = async (folder: string): Promise<string[]> => {
  const ids = (await readdir('/proc').catch(() => [])).filter((entry) => /^\d+$/u.test(entry));
  const lines = await Promise.all(
    ids.map((id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')),
  );
  return lines.filter((text) => text.includes(folder));
};

const nothingIsLeft = async (temporary: string): Promise<void> => {
  await vi.waitFor(async () => expect(await processesOf(temporary)).toEqual([]), 5000);
  expect(await readdir(temporary)).toEqual([]);
};

const program = async (name: string, text: string): Promise<FoundBrowser> => {
  const path = join(await scratchFolder(), name);
  await writeFile(path, text);
  await chmod(path, 0o755);
  return { path, kind: 'headless-shell' };
};

/**
 * The real browser behind a program that passes on what it is told, and that sends `signal` to all
 * of it when it is told to print, on the first `times` starts.
 */
const struck = (signal: 'SIGKILL' | 'SIGSTOP', times: number): Promise<FoundBrowser> =>
  program(
    'struck-headless-shell',
    `#!${process.execPath}
const { appendFileSync, createReadStream, createWriteStream, readFileSync } = require('node:fs');
const { spawn } = require('node:child_process');
const real = ${JSON.stringify(browser?.path)};
if (process.argv[2] === '--version') spawn(real, ['--version'], { stdio: 'inherit' });
else {
  appendFileSync(__filename + '.log', 'start\\n');
  const start = readFileSync(__filename + '.log', 'utf8').length / 6;
  const child = spawn(real, process.argv.slice(2), {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  child.on('exit', () => process.exit());
  child.stdio[4].pipe(createWriteStream('', { fd: 4 }));
  createReadStream('', { fd: 3 }).on('data', (data) => {
    const hit = start <= ${times} && data.includes('Page.printToPDF');
    if (hit) process.kill(0, '${signal}');
    else child.stdio[3].write(data);
  });
}
`,
  );

const starts = async ({ path }: FoundBrowser): Promise<number> =>
  (await readFile(`${path}.log`, 'utf8')).split('\n').length - 1;

withBrowser(`a browser killed in mid-print is started once more${missing}`, async () => {
  const crashing = await struck('SIGKILL', 1);
  const temporary = await ownTemporary();
  const model = buildReportModel(variants.rehearsalGo());
  const bytes = await renderPdf(model, { chrome: crashing.path });
  expect(readPdf(bytes).objects.size).toBeGreaterThan(100);
  expect(await starts(crashing)).toBe(2);
  await nothingIsLeft(temporary);
});

withBrowser(`a browser killed at every print is an error that says so${missing}`, async () => {
  const crashing = await struck('SIGKILL', 9);
  const temporary = await ownTemporary();
  await expect(print('<p>x</p>', crashing)).rejects.toMatchObject({
    code: 'BROWSER_FAILED',
    message: `${crashing.path} did not print the PDF, twice: it ended by itself (Protocol error (Page.printToPDF): Target closed)`,
  });
  expect(await starts(crashing)).toBe(2);
  await nothingIsLeft(temporary);
});

withBrowser(`a browser that hangs in mid-print is given up at its deadline${missing}`, async () => {
  const hanging = await struck('SIGSTOP', 9);
  const temporary = await ownTemporary();
  await expect(print('<p>x</p>', hanging, 4000)).rejects.toMatchObject({
    code: 'BROWSER_FAILED',
    message: expect.stringMatching(/no answer within 4 s|timed out/u) as string,
  });
  // It hung both times, and was ended both times: it would not have ended by itself.
  expect(await starts(hanging)).toBe(2);
  await vi.waitFor(async () => expect(await processesOf(hanging.path)).toEqual([]), 5000);
  await nothingIsLeft(temporary);
});

test('a program that never answers is given up too', async () => {
  const asleep = await program('sleeps', '#!/bin/sh\necho start >> "$0.log"\nexec sleep 60\n');
  const temporary = await ownTemporary();
  await expect(print('<p>x</p>', asleep, 500)).rejects.toMatchObject({
    code: 'BROWSER_FAILED',
    hint: expect.stringContaining('HTML report') as string,
  });
  expect(await starts(asleep)).toBe(2);
  await nothingIsLeft(temporary);
});

test.each([
  ['#!/bin/sh\nexit 1\n', 'it ends with 1 at once'],
  ['#!/bin/sh\necho "libnspr4.so: cannot open shared object file" >&2\nexit 127\n', 'libnspr4.so'],
  ['#!/bin/sh\necho hello\n', 'it is no Chrome or Chromium'],
])('what ends at once is named with its reason: %j', async (text, reason) => {
  const found = await program('ends', text);
  const temporary = await ownTemporary();
  const failed = print('<p>x</p>', found, 5000);
  await expect(failed).rejects.toThrow(reason);
  await expect(failed).rejects.toThrow(found.path);
  await nothingIsLeft(temporary);
});

const printed = async (html: string): Promise<string> => {
  const pages = pageTexts(readPdf(await print(html, browser as FoundBrowser)));
  return pages.map(({ whole }) => whole).join('');
};

withBrowser(`no script runs while a report is printed${missing}`, async () => {
  const script =
    '<p id="p">kept</p><script>document.getElementById("p").textContent="changed"</script>';
  expect(await printed(script)).toBe('kept');
});

withBrowser(`nothing is fetched while a report is printed${missing}`, async () => {
  const asked: string[] = [];
  const server = createServer(({ url }, response) => {
    asked.push(url ?? '');
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const from = (host: string): string => `http://${host}:${port}`;
  const html = `<link rel="stylesheet" href="${from('127.0.0.1')}/a.css"><img src="${from('localhost')}/b.png"><iframe src="${from('127.0.0.1')}/c"></iframe><p>text</p>`;
  expect(await printed(html)).toContain('text');
  expect(asked).toEqual([]);
});

withBrowser(`a machine without any font prints every text${missing}`, async () => {
  const file = join(await scratchFolder(), 'fonts.conf');
  await writeFile(file, '<?xml version="1.0"?>\n<fontconfig></fontconfig>\n');
  vi.stubEnv('FONTCONFIG_FILE', file);
  onTestFinished(() => void vi.unstubAllEnvs());
  const families = ['serif', 'monospace', 'Georgia', 'Inter'];
  const html = families.map((name) => `<p style="font-family:${name}">${name}</p>`).join('');
  expect(await printed(html)).toBe(families.join(''));
});
