import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { variants as records } from '../../fixtures/records/variants.ts';
import { tinyFont } from '../../fixtures/tiny-font.ts';
import { buildReportModel } from '../model/report-model.ts';
import { type FoundBrowser, findBrowser } from './browser.ts';
import { normalise } from './normalise.ts';
import { readPdf } from './objects.ts';
import { renderPdf } from './pdf.ts';
import { print } from './print.ts';
import { contentOf } from './streams.ts';
import { pageTexts } from './text.ts';

const browser = await findBrowser().catch(() => undefined);
const missing = browser ? '' : ' (skipped: no Chrome or Chromium on this machine)';
const withBrowser = test.skipIf(!browser);
const digest = '3f2a'.repeat(16);
const model = buildReportModel(records.rehearsalGo(), { digest });

const squeezed = (text: string): string => text.replace(/\s/gu, '');
const wholePages = (bytes: Uint8Array): string[] =>
  pageTexts(readPdf(bytes)).map(({ whole }) => squeezed(whole));

withBrowser(
  `the same record gives the same bytes, six side by side and three times over${missing}`,
  { timeout: 300_000 },
  async () => {
    const seen = new Set<string>();
    for (let round = 0; round < 3; round++) {
      const all = await Promise.all(Array.from({ length: 6 }, () => renderPdf(model)));
      for (const bytes of all) seen.add(createHash('sha256').update(bytes).digest('hex'));
    }
    expect(seen.size).toBe(1);
  },
);

withBrowser(
  `what is printed can be read: decision, criteria, limits, n and digest${missing}`,
  async () => {
    const bytes = await renderPdf(model);
    const pages = wholePages(bytes);
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
    const bytes = await renderPdf(model);
    expect(bytes.length).toBeLessThan(400_000);
    const { objects, root, info } = readPdf(bytes);
    const catalog = objects.get(root) ?? '';
    for (const part of [
      '/StructTreeRoot',
      '/Outlines',
      '/Lang (en)',
      '/DisplayDocTitle true',
      '/Marked true',
    ])
      expect(catalog).toContain(part);
    expect(objects.get(info)).toContain("/CreationDate (D:20261122141602+00'00')");
    expect(objects.get(info)).toContain("/ModDate (D:20261122141602+00'00')");
    expect(objects.get(info)).toContain('/Title (Acceptance report: pump-guard: REHEARSAL GO)');
    expect(objects.get(info)).toContain(`/Creator (${model.run.tool})`);
    const bodies = [...objects.values()].join('\n');
    for (const part of ['/S /TH', '/S /H1', '/S /H3', '/Alt ']) expect(bodies).toContain(part);
  },
);

withBrowser(`more fonts show what Inter lacks, in the order it is read${missing}`, async () => {
  const record = JSON.parse(
    JSON.stringify(records.rehearsalGo()).replaceAll('vibration', '\u4e2d \u05e9\u05dd-3 \u2265 7'),
  ) as ReturnType<typeof records.rehearsalGo>;
  const own = buildReportModel(record, { digest });
  const spelled = wholePages(await renderPdf(own)).join('');
  expect(spelled).toContain('[U+4E2D]');
  const fonts = [
    { file: 'han.ttf', bytes: tinyFont('\u4e2d', 'Han') },
    { file: 'hebrew.ttf', bytes: tinyFont('\u05e9\u05dd', 'Hebrew') },
  ];
  const bytes = await renderPdf(own, { look: { fonts } });
  const text = wholePages(bytes)[0] ?? '';
  expect(text).not.toContain('U+');
  // Drawn from left to right: the number at the left end of its name, the limit after it.
  expect(text).toMatch(/\u4e2d[^\u2265]*3-[^\u2265]*\u05dd\u05e9[^\u2265]*\u22657/u);
});

withBrowser.each(Object.entries(records))(
  `%s prints and passes every gate${missing}`,
  async (_id, make) => {
    const bytes = await renderPdf(buildReportModel(make(), { digest }));
    expect(bytes.length).toBeGreaterThan(100_000);
    expect(bytes.length).toBeLessThan(400_000);
  },
);

const printed = (html: string): Promise<Uint8Array> => print(html, browser as FoundBrowser);
const table =
  '<html lang="en"><title>T</title><table><tr><th>A</th></tr><tr><td>b</td></tr></table>';
const run = { created: '2026-01-02T03:04:05.000Z', digest, creator: 'test' };

withBrowser(`normalising changes no content: the text stays as printed${missing}`, async () => {
  const raw = await printed(table);
  const once = normalise(raw, run);
  expect(normalise(once, run).equals(once)).toBe(true);
  expect(pageTexts(readPdf(once))).toEqual(pageTexts(readPdf(raw)));
  expect(readPdf(once).id).toBe(digest.slice(0, 32));
});

withBrowser(`another day and other structure ids give the same bytes${missing}`, async () => {
  const raw = await printed(table);
  const text = Buffer.from(raw).toString('latin1');
  expect(text).toMatch(/\/ID \(node0\d+\)/u);
  const other = text.replaceAll('(node0', '(node7').replace(/\(D:2\d{3}/gu, '(D:2011');
  expect(normalise(Buffer.from(other, 'latin1'), run).equals(normalise(raw, run))).toBe(true);
});

withBrowser(`an element that is no standard one is declared to be a span${missing}`, async () => {
  const raw = await printed('<html lang="en"><p>a <strong>b</strong> <em>c</em></p>');
  const bodies = [...readPdf(normalise(raw, run)).objects.values()].join('\n');
  expect(bodies).toContain('/S /Strong');
  expect(bodies).toContain('/RoleMap <</Em /Span /Strong /Span>>');
});

withBrowser(`margin boxes are artifacts, and nothing else is${missing}`, async () => {
  const footer = '@page{margin:20mm;@bottom-left{content:"margin"}}';
  const raw = await printed(`<html lang="en"><style>${footer}</style><p>body</p>`);
  expect(pageTexts(readPdf(raw))).toEqual([
    { whole: 'marginbody', body: 'body', margin: 'margin' },
  ]);
  const done = readPdf(normalise(raw, run));
  expect(pageTexts(done)).toEqual(pageTexts(readPdf(raw)));
  const contents = [...done.objects.values()].map(contentOf).filter((text) => text.includes('BT'));
  expect(contents[0]?.match(/\/Artifact/gu)).toHaveLength(1);
  expect(contents[0]?.match(/BDC/gu)?.length).toBe(contents[0]?.match(/EMC/gu)?.length);
});
