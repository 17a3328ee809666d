import { expect, test } from 'vitest';
import { formatError, type PilotError } from '../../documents/pilot-error.ts';
import { variants } from '../../fixtures/records/variants.ts';
import { tinyFont } from '../../fixtures/tiny-font.ts';
import { allowedFonts } from '../fonts/embedded.ts';
import { buildReportModel } from '../model/report-model.ts';
import { pageFooter } from '../page-footer.ts';
import { type FoundBrowser, findBrowser } from './browser.ts';
import { assertPdf } from './gates.ts';
import { normalise } from './normalise.ts';
import { renderPdf } from './pdf.ts';
import { print } from './print.ts';

const browser = await findBrowser().catch(() => undefined);
const missing = browser ? '' : ' (skipped: no Chrome or Chromium on this machine)';
const withBrowser = test.skipIf(!browser);
const digest = '3f2a'.repeat(16);

const model = buildReportModel(variants.rehearsalGo(), { digest });
const path = '<path d="M0 0h40v9h-40z"/>';
const foreign = `@font-face{font-family:F;src:url(data:font/ttf;base64,${tinyFont('REHASLGO ', 'Foreign').toString('base64')})}`;

/** Own templates whose report nobody should sign. */
const broken: readonly (readonly [what: string, template: string, text: string, reason: RegExp])[] =
  [
    [
      'a font that is not ours',
      'business',
      `<style>${foreign}</style><section class="page"><p style="font-family:F">GO</p></section>`,
      /fonts: Foreign-Regular \(not on the list\)\n/u,
    ],
    [
      'a page with nothing but its margin boxes',
      'business',
      '<section class="page" style="height:20px;break-after:page"></section>',
      /: page \d+ holds no text\n/u,
    ],
    [
      'a decision drawn as outlines',
      'page-one',
      `<section class="page-one"><h1>Question</h1><svg role="img" aria-label="REHEARSAL GO">${path}</svg></section>`,
      /text that cannot be extracted: REHEARSAL GO, May /u,
    ],
    [
      'pages without end',
      'business',
      '<section class="page">Row</section>'.repeat(200),
      /\d{3} pages, at most \d+ are plausible\n/u,
    ],
    [
      'a character no font has',
      'business',
      '<p>\u{1F9EA}\u{10FFFD}</p>',
      /no font has|not on the list/u,
    ],
  ];

withBrowser.each(broken)(`%s is refused${missing}`, async (_what, name, text, reason) => {
  const templates = new Map([[name, { file: `/own/${name}.hbs`, text }]]);
  const outcome = await renderPdf(model, { look: { templates } }).then(
    () => 'printed',
    (error: unknown) => formatError(error as PilotError),
  );
  expect(outcome).toMatch(reason);
  expect(outcome).toContain('[PDF_GATE]');
});

withBrowser(`a report that leaves out criteria is refused${missing}`, async () => {
  const pages = ['criteria', 'details', 'provenance', 'measurements', 'account'];
  const none = pages.map(
    (name) => [name, { file: `/own/${name}.hbs`, text: '<p>None</p>' }] as const,
  );
  const look = { templates: new Map(none) };
  await expect(renderPdf(model, { look })).rejects.toThrow(/text that cannot be extracted: [A-Z]/u);
});

const any = { fonts: allowedFonts, firstPage: [], anywhere: [], everyMargin: [], mostPages: 9 };
const printed = async (html: string): Promise<Buffer> =>
  normalise(await print(html, browser as FoundBrowser), {
    created: '2026-01-02T03:04:05.000Z',
    digest,
    creator: 'test',
  });

withBrowser(`a footer does not fill an empty page, and is still a text${missing}`, async () => {
  const style = pageFooter(
    { digest, title: 'T', decision: { label: 'GO' } },
    { line: '', families: 'serif' },
  );
  const page = '<div style="break-after:page">';
  const bytes = await printed(
    `<style>@page{margin:20mm}${style}</style>${page}a</div>${page}</div>b`,
  );
  const fonts = { ...any, fonts: pdfFonts(bytes) };
  expect(() => assertPdf(bytes, { ...fonts, everyMargin: [digest] })).toThrow(
    /: page 2 holds no text$/u,
  );
});

withBrowser(
  `a digest in the text does not stand in for the one in the margin${missing}`,
  async () => {
    const bytes = await printed(`<p>record SHA-256 ${digest}</p>`);
    const fonts = { ...any, fonts: pdfFonts(bytes) };
    expect(() => assertPdf(bytes, { ...fonts, anywhere: [digest] })).not.toThrow();
    expect(() => assertPdf(bytes, { ...fonts, everyMargin: [digest] })).toThrow(
      `text that cannot be extracted: ${digest}`,
    );
  },
);

withBrowser(`a font that is only named is refused${missing}`, async () => {
  const raw = await print('<p>text</p>', browser as FoundBrowser);
  const text = Buffer.from(raw).toString('latin1');
  const fonts = { ...any, fonts: pdfFonts(raw) };
  expect(() => assertPdf(raw, fonts)).not.toThrow();
  const named = Buffer.from(text.replaceAll('/FontFile2', '/FontFileX'), 'latin1');
  expect(() => assertPdf(named, fonts)).toThrow(/not embedded/u);
});

const pdfFonts = (bytes: Uint8Array): string[] => {
  try {
    assertPdf(bytes, { ...any, fonts: [] });
  } catch (error) {
    return [...(error as Error).message.matchAll(/([\w-]+) \(not on the list\)/gu)].map(
      ([, name = '']) => name,
    );
  }
  return [];
};
