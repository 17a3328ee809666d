import { expect, test } from 'vitest';
import { longOf } from '../fixtures/records/long.ts';
import { variants } from '../fixtures/records/variants.ts';
import { forestChart } from './charts/index.ts';
import { renderHtml } from './html.ts';
import { buildReportModel } from './model/report-model.ts';
import { findBrowser } from './pdf/browser.ts';
import { readPdf } from './pdf/objects.ts';
import { renderPdf } from './pdf/pdf.ts';
import { print } from './pdf/print.ts';
import { contentOf } from './pdf/streams.ts';
import { pageTexts } from './pdf/text.ts';

const browser = await findBrowser().catch(() => undefined);
const missing = browser ? '' : ' (skipped: no Chrome or Chromium on this machine)';
const withBrowser = test.skipIf(!browser);
const model = buildReportModel(longOf(variants.rehearsalGo()), { digest: '3f2a'.repeat(16) });

/** Text of each page, without white space. */
const printed = async (of: typeof model): Promise<string[]> =>
  pageTexts(readPdf(await renderPdf(of))).map((page) => page.whole.replace(/\s/gu, ''));

test('print has 40 whole accounts, the worst; the screen has all, closed by group', () => {
  const full = model.criteria.filter(({ detail }) => detail === 'full');
  expect(full).toHaveLength(40);
  expect(full.every(({ outcome }) => outcome === 'fail')).toBe(true);
  const html = renderHtml(model);
  expect(html.match(/<details class="account-group">/gu)).toHaveLength(model.groups.length);
  const anchors = [...html.matchAll(/id="criterion-(\d+)"/gu)].map(([, at]) => Number(at));
  expect(anchors.toSorted((a, b) => a - b)).toEqual(model.criteria.map((_, index) => index));
  expect(html.match(/<details class="rows">/gu)?.length).toBe(
    model.criteria.filter(({ forest }) => forest !== null).length,
  );
});

test('where all accounts print, none is closed and none has a line instead', () => {
  const html = renderHtml(buildReportModel(longOf(variants.rehearsalGo(), 40, 6)));
  expect(html).not.toMatch(/<details class="account-group"|class="one-line"/u);
});

test('a chart of conditions has twelve rows, the worst first, and says what it leaves out', () => {
  const forest = model.criteria.find(({ outcome }) => outcome === 'fail')?.forest;
  const words = forest?.rows.map(({ word }) => word) ?? [];
  expect(words).toHaveLength(40);
  expect(words.slice(0, 1)).toEqual(['FAIL']);
  expect(words.lastIndexOf('FAIL')).toBeLessThan(words.indexOf('PASS'));
  const svg = forestChart(forest!);
  expect(svg.match(/, n \d+</gu)).toHaveLength(12);
  expect(svg).toContain('>28 more, all proven<');
});

withBrowser(
  `300 criteria of 40 conditions print on fewer than 60 pages, page one on one${missing}`,
  async () => {
    const pages = await printed(model);
    expect(pages.length).toBeLessThan(60);
    expect(pages[0]).toContain('Signatures');
    expect(pages[0]).toContain('Operation');
    const all = pages.join('');
    const lost = model.criteria.flatMap(({ detail }, index) =>
      detail === 'brief' && !all.includes(`report.html#criterion-${index}`) ? [index] : [],
    );
    expect(lost).toEqual([]);
    // Both a whole account and a closed group reach the paper.
    expect(all.match(/Counted|Sample/gu)?.length).toBeGreaterThanOrEqual(40);
  },
  180_000,
);

/** What each page of a print is scaled by beyond its points: smaller where something is too wide. */
const scalesOf = (bytes: Uint8Array): string[] =>
  [...readPdf(bytes).objects.values()].flatMap((body) => {
    const first = /(?:^|\n)q\n([\d.]+) 0 0 \1 [\d.]+ [\d.]+ cm/u.exec(
      contentOf(body).slice(0, 400),
    );
    return first?.[1] === undefined ? [] : [first[1]];
  });

withBrowser.each(['hostile', 'thirdLook', 'benchFault'] as const)(
  `%s has nothing wider than the paper, which would shrink every page${missing}`,
  async (id) => {
    const html = renderHtml(buildReportModel(variants[id](), { digest: '3f2a'.repeat(16) }));
    const scales = scalesOf(await print(html, browser!));
    expect(scales.length).toBeGreaterThan(8);
    expect(new Set(scales)).toEqual(new Set(['3.125']));
  },
  60_000,
);

/** The document up to the end of page one, so that what prints is page one alone. */
const onlyPageOne = (html: string): string => {
  const end = html.indexOf('</section>', html.indexOf('<section class="page-one"'));
  return `${html.slice(0, end)}</section></main></body></html>`;
};

withBrowser.each(Object.entries(variants))(
  `page one of %s is one page, signatures included${missing}`,
  async (_id, make) => {
    const html = renderHtml(buildReportModel(make(), { digest: '3f2a'.repeat(16) }));
    const file = readPdf(await print(onlyPageOne(html), browser!));
    const pages = pageTexts(file).map(({ whole }) => whole.replace(/\s/gu, ''));
    expect(pages).toHaveLength(1);
    expect(pages[0]).toMatch(/Whatwastested.+Whatwasnot.+Signatures.+Operation/su);
  },
  60_000,
);
