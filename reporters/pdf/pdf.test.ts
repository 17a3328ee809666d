import { chmod, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { variants as records } from '../../fixtures/records/variants.ts';
import { scratchFolder } from '../../fixtures/scratch-folder.ts';
import { allowedFonts } from '../fonts/embedded.ts';
import { buildReportModel } from '../model/report-model.ts';
import { type FoundBrowser, findBrowser } from './browser.ts';
import { assertPdf } from './gates.ts';
import { normalise } from './normalise.ts';
import { readPdf } from './objects.ts';
import { renderPdf } from './pdf.ts';
import { print } from './print.ts';
import { pageTexts } from './text.ts';

const browser = await findBrowser().catch(() => undefined);
const missing = browser ? '' : ' (skipped: no Chrome or Chromium on this machine)';
const withBrowser = test.skipIf(!browser);
const digest = '3f2a'.repeat(16);
const model = buildReportModel(records.rehearsalGo(), { digest });

/** A folder that takes the place of the machine's for temporary files, until the test ends. */
const ownTemporary = async (): Promise<string> => {
  const folder = await scratchFolder();
  vi.stubEnv('TMPDIR', folder);
  onTestFinished(() => void vi.unstubAllEnvs());
  return folder;
};

const squeezed = (text: string): string => text.replace(/\s/gu, '');

withBrowser(`the same record gives the same bytes, side by side too${missing}`, async () => {
  const [first, ...others] = await Promise.all([
    renderPdf(model),
    renderPdf(model),
    renderPdf(model),
  ]);
  for (const other of others)
    expect(Buffer.from(other).equals(Buffer.from(first ?? []))).toBe(true);
});

withBrowser(
  `what is printed can be read: decision, criteria, limits, n and digest${missing}`,
  async () => {
    const bytes = await renderPdf(model);
    const pages = pageTexts(readPdf(bytes)).map(squeezed);
    const first = pages[0] ?? '';
    expect(
      ['REHEARSALGO', 'emulated', 'Signature'].filter((text) => !first.includes(text)),
    ).toEqual([]);
    const all = pages.join('');
    const lost = model.criteria
      .flatMap((row) => [row.id, row.limit, row.bound, row.n, row.method])
      .filter((text) => !all.includes(squeezed(text)));
    expect(lost).toEqual([]);
    expect(pages.filter((page) => !page.includes(digest))).toEqual([]);
    expect(pages.length).toBeLessThan(15);
  },
);

withBrowser(
  `tagged, outlined, titled, with its language and the date of the run${missing}`,
  async () => {
    const text = Buffer.from(await renderPdf(model)).toString('latin1');
    for (const part of [
      '/StructTreeRoot',
      '/Outlines',
      '/Lang (en)',
      '/DisplayDocTitle true',
      '/S /TH',
      '/Alt ',
    ])
      expect(text).toContain(part);
    expect(text).toContain("/CreationDate (D:20261122141602+00'00')");
    expect(text).toContain('/Title (Acceptance report: pump-guard: REHEARSAL GO)');
  },
);

withBrowser.each(Object.entries(records))(
  `%s prints and passes every gate${missing}`,
  async (_id, make) => {
    const bytes = await renderPdf(buildReportModel(make(), { digest }));
    expect(bytes.length).toBeGreaterThan(100_000);
  },
);

const printed = (html: string): Promise<Uint8Array> => print(html, browser as FoundBrowser);
const expected = { fonts: allowedFonts, firstPage: [], anywhere: [], mostPages: 3 };

withBrowser(
  `a font that is not ours, lost text, an empty page or too many are refused${missing}`,
  async () => {
    const foreign = await printed('<p style="font-family:monospace">REHEARSAL GO</p>');
    expect(() => assertPdf(foreign, expected)).toThrow(/not on the list/u);
    const any = { ...expected, fonts: pdfFonts(foreign) };
    expect(() => assertPdf(foreign, any)).not.toThrow();
    expect(() => assertPdf(foreign, { ...any, firstPage: ['NO-GO'] })).toThrow(
      /cannot be extracted: NO-GO/u,
    );
    expect(() => assertPdf(foreign, { ...any, mostPages: 0 })).toThrow(/1 pages, at most 0/u);
    const empty = await printed('<div style="height:10px"></div>');
    expect(() => assertPdf(empty, expected)).toThrow(/page 1 holds no text/u);
    const stripped = Buffer.from(
      Buffer.from(foreign).toString('latin1').replaceAll('/FontFile2', '/FontFileX'),
      'latin1',
    );
    expect(() => assertPdf(stripped, any)).toThrow(/not embedded/u);
  },
);

const pdfFonts = (bytes: Uint8Array): string[] =>
  [
    ...Buffer.from(bytes)
      .toString('latin1')
      .matchAll(/\/BaseFont \/(?:[A-Z]{6}\+)?([^\s/>]+)/gu),
  ].map(([, name = '']) => name);

const table =
  '<html lang="en"><title>T</title><table><tr><th>A</th></tr><tr><td>b</td></tr></table>';
const run = { created: '2026-01-02T03:04:05.000Z', digest };

withBrowser(`normalising changes no content: the text stays as printed${missing}`, async () => {
  const temporary = await ownTemporary();
  const raw = await printed(table);
  expect(await readdir(temporary)).toEqual([]);
  const once = normalise(raw, run);
  expect(normalise(once, run).equals(once)).toBe(true);
  expect(pageTexts(readPdf(once))).toEqual(pageTexts(readPdf(raw)));
  expect(once.toString('latin1')).toContain(`/ID [<${digest.slice(0, 32)}>`);
});

withBrowser(`another day and other structure ids give the same bytes${missing}`, async () => {
  const raw = await printed(table);
  const text = Buffer.from(raw).toString('latin1');
  expect(text).toMatch(/\/ID \(node0\d+\)/u);
  const other = text.replaceAll('(node0', '(node7').replace(/\(D:2\d{3}/gu, '(D:2011');
  expect(normalise(Buffer.from(other, 'latin1'), run).equals(normalise(raw, run))).toBe(true);
});

test('a browser that hangs is tried twice and then named, within its deadline', async () => {
  const path = join(await scratchFolder(), 'hangs');
  await writeFile(path, '#!/bin/sh\necho start >> "$0.log"\nexec sleep 60\n');
  await chmod(path, 0o755);
  const temporary = await ownTemporary();
  await expect(print('<p>x</p>', { path, kind: 'headless-shell' }, 500)).rejects.toMatchObject({
    code: 'BROWSER_FAILED',
    hint: expect.stringContaining('HTML report') as string,
  });
  expect(await readFile(`${path}.log`, 'utf8')).toBe('start\nstart\n');
  expect(await readdir(temporary)).toEqual([]);
});

test('a browser that dies at once is an error with its path', async () => {
  const path = join(await scratchFolder(), 'dies');
  await writeFile(path, '#!/bin/sh\nexit 1\n');
  await chmod(path, 0o755);
  await expect(print('<p>x</p>', { path, kind: 'headless-shell' }, 5000)).rejects.toThrow(path);
});

test('bytes that are no PDF are refused', () => {
  expect(() => readPdf(Buffer.from('<html>'))).toThrow(RangeError);
});
