import { PilotError } from '../../documents/pilot-error.ts';
import { type PdfFile, readPdf } from './objects.ts';
import { pageTexts, unreadable } from './text.ts';

/** What a PDF must hold to be the report of its model. */
interface PdfExpectation {
  /** PostScript names that may be embedded. */
  readonly fonts: readonly string[];
  /** Must be extractable from page one. */
  readonly firstPage: readonly string[];
  /** Must be extractable from some page, where margin boxes do not count, as on page one. */
  readonly anywhere: readonly string[];
  /** Must be extractable from the margin boxes of every page. */
  readonly everyMargin: readonly string[];
  readonly mostPages: number;
}

const squeezed = (text: string): string => text.replace(/\s/gu, '');

/** Names of fonts that are not embedded or not on the list. */
const foreignFonts = ({ objects }: PdfFile, allowed: readonly string[]): string[] => {
  const problems: string[] = [];
  for (const body of objects.values()) {
    if (!/^<<\/Type \/Font\s/u.test(body)) continue;
    const described = Number(/\/FontDescriptor (\d+) 0 R/u.exec(body)?.[1] ?? 0);
    const descriptor = objects.get(described) ?? '';
    // Of a variable font only the shapes in use are kept, as drawings with the name beside them.
    const drawn = body.includes('/Subtype /Type3') && body.includes('/CharProcs');
    const named = drawn
      ? /\/FontName \/([^\s/>]+)/u.exec(descriptor)
      : /\/BaseFont \/([^\s/>]+)/u.exec(body);
    const name = (named?.[1] ?? 'a font without a name').replace(/^[A-Z]{6}\+/u, '');
    if (!allowed.includes(name)) problems.push(`${name} (not on the list)`);
    if (drawn || body.includes('/Subtype /Type0')) continue;
    if (!/\/FontFile[23]? \d+ 0 R/u.test(descriptor)) problems.push(`${name} (not embedded)`);
  }
  return [...new Set(problems)];
};

const problemsOf = (file: PdfFile, expected: PdfExpectation): string[] => {
  const pages = pageTexts(file).map(({ whole, body, margin }) => ({
    whole: squeezed(whole),
    body: squeezed(body),
    margin: squeezed(margin),
  }));
  const all = pages.map(({ body }) => body).join('');
  const fonts = foreignFonts(file, expected.fonts);
  const empty = pages.flatMap(({ body }, index) =>
    body === '' ? [`page ${index + 1} holds no text`] : [],
  );
  const boxes = pages.flatMap(({ whole }, index) =>
    whole.includes(unreadable) ? [`page ${index + 1} shows a character that no font has`] : [],
  );
  const lost = [
    ...expected.firstPage.filter((text) => !pages[0]?.body.includes(squeezed(text))),
    ...expected.anywhere.filter((text) => !all.includes(squeezed(text))),
    ...expected.everyMargin.filter((text) =>
      pages.some(({ margin }) => !margin.includes(squeezed(text))),
    ),
  ];
  return [
    ...(pages.length === 0 ? ['it has no page'] : []),
    ...(pages.length > expected.mostPages
      ? [`${pages.length} pages, at most ${expected.mostPages} are plausible`]
      : []),
    ...empty.slice(0, 3),
    ...boxes.slice(0, 3),
    ...(fonts.length > 0 ? [`fonts: ${fonts.join(', ')}`] : []),
    ...(lost.length > 0 ? [`text that cannot be extracted: ${lost.slice(0, 5).join(', ')}`] : []),
  ];
};

/** Refuses a PDF nobody should sign. Throws PDF_GATE, which names everything that is wrong. */
export const assertPdf = (bytes: Uint8Array, expected: PdfExpectation): void => {
  const problems = problemsOf(readPdf(bytes), expected);
  if (problems.length === 0) return;
  throw new PilotError({
    code: 'PDF_GATE',
    message: `The printed PDF is not fit to sign: ${problems.join('; ')}`,
    hint: 'The HTML report holds the same. Try another browser with --chrome PATH.',
    exitCode: 4,
  });
};
