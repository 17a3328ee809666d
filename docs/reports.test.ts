import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { variants } from '../fixtures/records/variants.ts';
import { buildReportModel } from '../reporters/index.ts';
import { renderHtml } from '../reporters/html.ts';

const text = readFileSync(new URL('reports.md', import.meta.url), 'utf8');
const example = text.split('```handlebars\n')[1]?.split('```')[0] ?? '';
const model = buildReportModel(variants.rehearsalGo());
const withBusiness = (template: string): string =>
  renderHtml(model, {
    look: { templates: new Map([['business', { file: 'business.hbs', text: template }]]) },
  });

test('the example of an own template is rendered', () => {
  const html = withBusiness(example);
  const section = html.slice(html.indexOf('What it is worth</h2>')).split('</section>')[0] ?? '';
  expect(section).toContain('<svg ');
  expect(section.match(/<th scope="row">/gu)).toHaveLength(model.business?.totals.length ?? 0);
  expect(html).toContain('<li><a href="#business-title">What it is worth</a></li>');
});

test('the example of an error is what is said', () => {
  const broken = example.replace('{{business.sentence}}', '{{sentense}}');
  const [, line, column, said] = /business\.hbs:(\d+):(\d+): (.*)/u.exec(text) ?? [];
  expect(() => withBusiness(broken)).toThrow(
    expect.objectContaining({
      message: said,
      where: expect.objectContaining({ line: Number(line), column: Number(column) }),
    }),
  );
});

test('every field beside the model has its row', () => {
  const rows = text.split('\n').filter((line) => line.startsWith('| `'));
  const source = readFileSync(new URL('../reporters/html.ts', import.meta.url), 'utf8');
  const fields = source.split('interface ViewFields {')[1]?.split('\n}')[0] ?? '';
  const names = [...fields.matchAll(/^ {2}readonly (\w+):/gmu)].map(([, name]) => name ?? '');
  expect(names.length).toBeGreaterThan(5);
  expect(names.filter((name) => !rows.some((row) => row.includes(`\`${name}`)))).toEqual([]);
});
