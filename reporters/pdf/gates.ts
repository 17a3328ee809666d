import { PilotError } from '../../documents/pilot-error.ts';
import { type PdfFile, readPdf } from './objects.ts';
import { pageTexts } from './text.ts';

/** What a PDF must hold to be the report of its model. */
export interface PdfExpectation {
  /** PostScript names that may be embedded. */
  readonly fonts: readonly string[];
  /** Must be extractable from page one. */
  readonly firstPage: readonly string[];
  /** Must be extractable from some page. */
  readonly anywhere: readonly string[];
  readonly mostPages: number;
}

const squeezed = (text: string): string => text.replace(/\s/gu, '');

/** Names of fonts that are not embedded or not on the list. */
export const foreignFonts = ({ objects }: PdfFile, allowed: readonly string[]): string[] => {
  const problems: string[] = [];
  for (const body of objects.values()) {
    if (!body.startsWith('<</Type /Font\n') && !body.startsWith('<</Type /Font ')) continue;
    const name = (/\/BaseFont \/([^\s/>]+)/u.exec(body)?.[1] ?? 'a font without a name').replace(
      /^[A-Z]{6}\+/u,
      '',
    );
    if (!allowed.includes(name)) problems.push(`${name} (not on the list)`);
    if (body.includes('/Subtype /Type0')) continue;
    const descriptor = Number(/\/FontDescriptor (\d+) 0 R/u.exec(body)?.[1] ?? 0);
    if (!/\/FontFile[23]? \d+ 0 R/u.test(objects.get(descriptor) ?? ''))
      problems.push(`${name} (not embedded)`);
  }
  return [...new Set(problems)];
};

const problemsOf = (file: PdfFile, expected: PdfExpectation): string[] => {
  const texts = pageTexts(file).map(squeezed);
  const all = texts.join('');
  const fonts = foreignFonts(file, expected.fonts);
  const empty = texts.flatMap((text, index) =>
    text === '' ? [`page ${index + 1} holds no text`] : [],
  );
  const lost = [
    ...expected.firstPage.filter((text) => !texts[0]?.includes(squeezed(text))),
    ...expected.anywhere.filter((text) => !all.includes(squeezed(text))),
  ];
  return [
    ...(texts.length === 0 ? ['it has no page'] : []),
    ...(texts.length > expected.mostPages
      ? [`${texts.length} pages, at most ${expected.mostPages} are plausible`]
      : []),
    ...empty.slice(0, 3),
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
