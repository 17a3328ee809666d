import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { validatorOf } from '../../documents/schemas.ts';
import { variants } from '../../fixtures/records/variants.ts';
import type { AcceptanceRecord } from '../../schemas/types/record.ts';
import { renderHtml } from '../html.ts';
import { buildReportModel } from '../model/report-model.ts';
import { openPage, overhang } from './testing/open-page.ts';

const payloads = {
  script: '<script>alert(1)</script>',
  template: '{{constructor}} {{{x}}} {{> document}} {{#each this}}',
  attribute: '" onload="alert(1)" x=\'',
  style: '</style><script>alert(1)</script><style>',
  address: 'javascript:alert(1)',
  comment: '--><!--contents--><table data-sortable>',
  direction: 'gpj.\u202Eexe',
  chinese: '泵站-三号',
  arabic: 'مضخة <b>',
  long: 'x'.repeat(10_000),
  controls: '\u0000\u001b[2J\u0007',
} as const;

type Walked = readonly { readonly path: readonly string[]; readonly kind: string }[];

/** Every string of a document by its path; `kind` is the path with the places in lists left out. */
const strings = (value: unknown, path: readonly string[] = []): Walked => {
  if (typeof value === 'string')
    return [{ path, kind: path.filter((part) => !/^\d+$/u.test(part)).join('.') }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => strings(each, [...path, key]));
};

const put = (record: unknown, path: readonly string[], text: string): void => {
  let at = record as Record<string, unknown>;
  for (const part of path.slice(0, -1)) at = at[part] as Record<string, unknown>;
  at[path.at(-1) ?? ''] = text;
};

const base = variants.withConditions();
const isValid = validatorOf('record');
const allWith = (paths: Walked, text: string): AcceptanceRecord => {
  const record = structuredClone(base);
  for (const { path } of paths) put(record, path, text);
  return record;
};

const walked = strings(base);

/** Kinds of strings that the schema leaves to other people, with the places they stand in. */
const free = [...new Set(walked.map(({ kind }) => kind))]
  .map((kind) => [kind, walked.filter((each) => each.kind === kind)] as const)
  .filter(([, paths]) => isValid(allWith(paths, payloads.script)));
const everywhere = free.flatMap(([, paths]) => paths);

const rendered = (record: AcceptanceRecord): string =>
  renderHtml(buildReportModel(record, { digest: '3f2a'.repeat(16) }), {
    // A character no font has, so that every rendering lists one.
    look: { name: '泵', footer: record.suite.question },
  });

/** How often each element and each attribute stands in a document, and what would run. */
const census = (page: Page, html: string): Promise<{ count: string; active: string[] }> =>
  page.evaluate((text) => {
    const parsed = new DOMParser().parseFromString(text, 'text/html');
    const seen: Record<string, number> = {};
    const active: string[] = [];
    for (const element of parsed.querySelectorAll('*')) {
      const names = [element.localName];
      for (const { name, value } of element.attributes) {
        names.push(`${element.localName} ${name}`);
        const address = /^(?:href|src|action|formaction|data|xlink:href)$/u.test(name);
        if (name.startsWith('on') || (address && /^\s*javascript:/iu.test(value)))
          active.push(`${name}=${value}`);
      }
      for (const name of names) seen[name] = (seen[name] ?? 0) + 1;
    }
    // What the charts draw depends on the length of a text; which elements there are does not.
    const drawn = /^(?:tspan|text|line|g|title)\b/u;
    const lines = Object.entries(seen).filter(([name]) => !drawn.test(name));
    return { count: JSON.stringify(lines.toSorted(([a], [b]) => (a < b ? -1 : 1))), active };
  }, html);

/** The same without fonts, which are most of it and hold nothing of the record. */
const light = (html: string): string => html.replaceAll(/base64,[\w+/=]{1000,}/gu, 'base64,');

let parser: Page;
beforeAll(async () => {
  parser = (await openPage('<title>parser</title>')).page;
});
afterAll(async () => parser.close());

test('most strings of a record are free text', () => {
  expect(free.length).toBeGreaterThan(40);
  expect(everywhere.length).toBeGreaterThan(150);
});

test.each(Object.entries(payloads))(
  '%s in every string at once: the same elements, nothing runs, the page keeps its width',
  async (_name, payload) => {
    const record = allWith(everywhere, payload);
    expect(isValid(record)).toBe(true);
    const html = rendered(record);
    const harmless = await census(parser, light(rendered(allWith(everywhere, 'word'))));
    expect(await census(parser, light(html))).toEqual({ ...harmless, active: [] });
    const { page, incidents } = await openPage(html, { width: 360 });
    expect(await overhang(page)).toBe(0);
    expect(incidents).toEqual([]);
    await page.close();
  },
);

const mixture = Object.values(payloads).slice(0, -2).join(' ');
const parts = [...new Set(everywhere.map(({ path }) => path[0] ?? ''))];

test.each(parts)('%s alone holds whatever it likes and adds no element', async (part) => {
  const paths = everywhere.filter(({ path }) => path[0] === part);
  const [harmless, hostile] = ['word', mixture].map((text) =>
    light(rendered(allWith(paths, text))),
  ) as [string, string];
  const expected = await census(parser, harmless);
  expect(await census(parser, hostile)).toEqual({ ...expected, active: [] });
});
