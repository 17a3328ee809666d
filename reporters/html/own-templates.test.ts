import { expect, test } from 'vitest';
import type { PilotError } from '../../documents/pilot-error.ts';
import { formatPlace } from '../../documents/pilot-error.ts';
import { variants } from '../../fixtures/records/variants.ts';
import { renderHtml } from '../html.ts';
import { buildReportModel } from '../model/report-model.ts';

const model = buildReportModel(variants.rehearsalGo(), { digest: '3f2a'.repeat(16) });

const withTemplates = (own: Readonly<Record<string, string>>): string =>
  renderHtml(model, {
    look: {
      templates: new Map(
        Object.entries(own).map(([name, text]) => [name, { file: `/own/${name}.hbs`, text }]),
      ),
    },
  });

const refusal = (own: Readonly<Record<string, string>>): string => {
  try {
    withTemplates(own);
  } catch (error) {
    const { code, where, message, hint } = error as PilotError;
    expect(code).toBe('TEMPLATE_BROKEN');
    return `${where ? formatPlace(where) : ''}: ${message}\n${hint}`;
  }
  return 'nothing was refused';
};

test('an own template stands in for the shipped one, the others stay', () => {
  const html = withTemplates({
    business: '<section><h2 id="money" class="title">Money</h2>{{business.sentence}}</section>',
    'styles/print': '@page { size: letter }',
  });
  expect(html).toContain('<a href="#money">Money</a>');
  expect(html).not.toContain('Cumulative cash flow');
  expect(html).toContain('@page { size: letter }');
  expect(html).toContain('id="criteria"');
  expect(renderHtml(model)).not.toContain('#money');
});

test.each([
  [
    'grammar',
    '<p>\n{{#if digest}}\n<b>{{digest}</b>\n{{/if}}',
    /^\/own\/business\.hbs:3: This is no Handlebars: Expecting .*'CLOSE'.*\nIt says: <b>\{\{digest\}<\/b>/u,
  ],
  [
    'a block not closed',
    '{{#if digest}}\n{{/each}}',
    /^\/own\/business\.hbs:1:4: .*doesn't match/u,
  ],
  [
    'an unknown field',
    '<p>\n  {{run.id}} {{run.colour}}</p>',
    /^\/own\/business\.hbs:2:16: There is no field "colour" here\nIt says: \{\{run\.id\}\} \{\{run\.colour\}\}<\/p>/u,
  ],
  [
    'a field of nothing',
    '\n{{power_line.volts}}',
    /^\/own\/business\.hbs:2:\d+: There is no field/u,
  ],
  ['a field of a text', '{{title.length.x}}', /^\/own\/business\.hbs:1:3: There is no field "x"/u],
  [
    'an unknown template',
    'x\n {{> page-onee}}',
    /^\/own\/business\.hbs:2:2: There is no template "page-onee"\n.*\n.*Did you mean "page-one"\?/u,
  ],
  [
    'an unknown helper',
    '{{#each criteria}}\n{{chrat "bound" chart}}{{/each}}',
    /^\/own\/business\.hbs:2:1: There is no helper "chrat"\n.*\n.*Did you mean "chart"\?/u,
  ],
  [
    'a helper that would write to standard output',
    '<p>\n{{log "x"}}</p>',
    /^\/own\/business\.hbs:2:1: There is no helper "log"/u,
  ],
  [
    'the same without a word to write',
    '<p>\n{{log}}</p>',
    /^\/own\/business\.hbs:2:\d+: There is no field "log" here/u,
  ],
  [
    'an unknown chart',
    '\n\n {{chart "pie" business}}',
    /^\/own\/business\.hbs:3:2: .*there is no chart named pie/u,
  ],
  ['a chart of nothing', '{{chart "latency" nothing}}', /^\/own\/business\.hbs:1:1: /u],
  [
    'itself',
    'a\n{{> business}}',
    /^\/own\/business\.hbs:2:1: business includes itself without end/u,
  ],
])('%s is refused with file, line, column and the line', (_what, text, expected) => {
  expect(refusal({ business: text })).toMatch(expected);
});

test('two that include each other, and a shipped one misled by an own one', () => {
  expect(refusal({ business: '{{> details}}', details: '\n{{> business}}' })).toMatch(
    /^\/own\/(?:business|details)\.hbs:[12]:1: .* includes itself without end/u,
  );
  expect(refusal({ document: '<main>\n{{> page-one run}}\n</main>' })).toMatch(
    /^\/own\/document\.hbs:2:1: .*page-one: Cannot read/u,
  );
});

test('prototypes stay closed to own templates too', () => {
  const html = withTemplates({
    business:
      '[{{constructor}}{{run.constructor}}{{lookup title "constructor"}}]{{#with run}}{{toString}}{{/with}}',
  });
  expect(html).toContain('[]');
  expect(html).not.toMatch(/function|native code/u);
});

test('a heading with quotes labels the table below it', () => {
  const html = withTemplates({
    business: '<h2 id="m" class="title">What "worth" is</h2><table><tr><td>1</td></tr></table>',
  });
  expect(html).toContain('tabindex="0" aria-label="What &quot;worth&quot; is"><table>');
});

test('a style sheet cannot end its element', () => {
  expect(refusal({ 'styles/print': 'p {\n}</STYLE><script>' })).toContain(
    '/own/styles/print.hbs:2:2: A style sheet cannot hold "</style"',
  );
});

test('one broken template leaves nothing behind for the next report', () => {
  expect(refusal({ business: '{{nothing}}' })).toContain('"nothing"');
  expect(withTemplates({ business: 'fine' })).toContain('fine');
});
