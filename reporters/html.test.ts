import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { variants as records } from '../fixtures/records/variants.ts';
import { renderHtml } from './html.ts';
import { buildReportModel } from './model/report-model.ts';

const digest = '3f2a'.repeat(16);
const rendered = (record: ReturnType<typeof records.rehearsalGo>): string =>
  renderHtml(buildReportModel(record, { digest }));

/** The document without its style sheet and fonts. */
const body = (html: string): string => html.slice(html.indexOf('<body'));

const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#x27;': "'",
  '&#39;': "'",
  '&#x3D;': '=',
  '&#x60;': '`',
  '&amp;': '&',
};

/** What a reader sees. */
const words = (html: string): string =>
  body(html)
    .replace(/<[^>]*>/gu, ' ')
    .replace(/&[^;\s]+;/gu, (entity) => entities[entity] ?? entity)
    .replace(/\s+/gu, ' ');

test('one file: one script of its own, no link to anywhere, no network, under a megabyte', () => {
  const html = rendered(records.rehearsalGo());
  expect(html.length).toBeLessThan(1_000_000);
  expect(html).not.toMatch(/<link|<iframe|<img|javascript:|\son\w+=/iu);
  expect(html.match(/<script/giu)).toHaveLength(1);
  expect(html.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:\/\//u);
  expect([...html.matchAll(/url\(([^)]{0,24})/gu)].map(([, url]) => url)).toEqual(
    Array(3).fill('data:font/woff2;base64,d'),
  );
  const [, script = ''] = /<script>([\s\S]*?)<\/script>/u.exec(html) ?? [];
  const known = createHash('sha256').update(script).digest('base64');
  expect(html).toContain(
    `content="default-src 'none'; script-src 'sha256-${known}'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"`,
  );
});

test.each([
  [
    'rehearsalGo',
    [
      'REHEARSAL GO',
      'Emulated devices.',
      'Modelled power.',
      'A go on hardware, signed, would authorise:',
    ],
  ],
  [
    'noGo',
    [
      'NO-GO',
      'Not authorised by this result:',
      'Even the optimistic bound, 311.8 ms, misses the limit of 60 ms.',
      '3rd attempt',
    ],
  ],
  [
    'notEnoughEvidence',
    [
      'NOT ENOUGH EVIDENCE',
      'What would decide it',
      '4 of 6 conditions proven',
      'not proven: ACC-2',
    ],
  ],
  [
    'amended',
    [
      'AMENDED',
      'accuracy >= 92 %',
      'accuracy >= 88 %',
      'A. Ferreira, product owner',
      'the board agreed',
    ],
  ],
  [
    'thirdLook',
    ['AMENDED', 'THIRD LOOK, NOT DECLARED', 'Look 3 at this question; the suite declares 1'],
  ],
  ['secondOfThree', ['Look 2 of 3 declared, each at 98.3 % confidence', 'at most 5 % of the time']],
  ['withConditions', ['GO WITH CONDITIONS', 'Conditions of this go', 'R. Lindqvist', '2027-03-31']],
] as const)('page one of %s says what a signer must know', (variant, expected) => {
  const html = rendered(records[variant]());
  const first = words(html.slice(0, html.indexOf('id="criteria"')));
  expect([...expected, 'Signatures'].filter((text) => !first.includes(text))).toEqual([]);
});

test('every criterion stands there with limit, value, bound, n and method', () => {
  const html = rendered(records.rehearsalGo());
  const all = words(html);
  const { criteria } = buildReportModel(records.rehearsalGo());
  const missing = criteria
    .flatMap((row) => [row.id, row.limit, row.value, row.bound, row.n, row.method, row.sentence])
    .filter((text) => !all.includes(text));
  expect(missing).toEqual([]);
  expect(all).toContain(digest);
  expect(html).toContain(`record SHA-256 ${digest}`);
});

test('what else a criterion rests on stands with it', () => {
  const all = words(rendered(records.thirdLook()));
  const expected = [
    'Groups of the gap',
    'glued',
    'The largest gap between any two groups of mounting.',
    'Judged as a change against the baseline. Counted over the complete list, without inference',
    'May be looked at at any time; the first look that decides ends it',
    'Warning: Events that follow each other on a device resemble each other (correlation 0.72)',
    'over-dispersion between devices 1.38; test of one rate, p below 0.0001; least seen not known (no device without an alarm)',
    'n 300, effective n 132; 5 devices, 25 sessions; judged by device; correlation within a device 0.010',
  ];
  expect(expected.filter((text) => !all.includes(text))).toEqual([]);
});

test('markup and templates from outside stay text', () => {
  const html = rendered(records.hostile());
  expect(body(html)).not.toMatch(/<script|<img|onerror=alert\(1\)>/iu);
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  const all = words(html);
  expect(all).toContain('{{constructor}} {{{evil}}}');
  expect(all).toContain('"><img src=x onerror=alert(1)>');
});

test('what no embedded font has is spelled out and listed; a long name is cut in the middle', () => {
  const all = words(rendered(records.hostile()));
  expect(all).toContain('[U+6CF5 U+7AD9]-[U+4E09 U+53F7]');
  expect(all).toMatch(/No embedded font has .*U\+202E.*U\+6CF5/u);
  expect(all).toMatch(/pump-x+…x+/u);
  expect(all).not.toMatch(/x{700}/u);
});

test('all pictures are drawn', () => {
  const html = rendered(records.rehearsalGo());
  // Two latencies, confusion, energy, battery, cash flow, tornado, the conditions of ACC-2, and one
  // for each of the fourteen criteria.
  expect(html.match(/<svg [^>]*role="img"/gu)).toHaveLength(8 + 14);
});

test('every link inside leads somewhere, and every picture is named', () => {
  const html = rendered(records.rehearsalGo());
  const ids = new Set([...html.matchAll(/ id="([^"]+)"/gu)].map(([, id]) => id));
  const links = [...html.matchAll(/ href="#([^"]+)"/gu)].map(([, id]) => id);
  expect(links.length).toBeGreaterThan(14);
  expect(links.filter((id) => !ids.has(id))).toEqual([]);
  expect(
    [...html.matchAll(/<svg [^>]*>/gu)].filter(
      ([svg]) => !/aria-label="[^"]+"|aria-hidden="true"/u.test(svg),
    ),
  ).toEqual([]);
});

test('the same record gives the same bytes', () => {
  expect(rendered(records.rehearsalGo())).toBe(rendered(records.rehearsalGo()));
});

test('a number changed in the record changes the report everywhere it stands', () => {
  const record = records.rehearsalGo();
  record.criteria[0]!.result!.estimate.value = 33.71;
  const html = words(rendered(record));
  // The table, the account with its chart, and the sentence, which is made anew.
  expect(html.match(/33\.7 ms/gu)).toHaveLength(4);
});
