import { onlyArtifacts, withoutArtifacts } from './artifacts.ts';
import type { PdfFile } from './objects.ts';
import { contentOf } from './streams.ts';

interface Decoder {
  /** Hexadecimal digits of a glyph's code. */
  readonly digits: 2 | 4;
  readonly glyphs: ReadonlyMap<number, string>;
}

const characters = (hex: string): string =>
  (hex.match(/.{4}/gu) ?? [])
    .map((unit) => String.fromCharCode(Number.parseInt(unit, 16)))
    .join('');

/** Glyph to text, from the bfchar and bfrange sections of a ToUnicode map (ISO 32000-1, 9.10.3). */
const glyphsOf = (cmap: string): Decoder['glyphs'] => {
  const map = new Map<number, string>();
  for (const [, section = ''] of cmap.matchAll(/beginbfchar([\s\S]*?)endbfchar/gu)) {
    for (const [, glyph = '', text = ''] of section.matchAll(
      /<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>/gu,
    )) {
      map.set(Number.parseInt(glyph, 16), characters(text));
    }
  }
  for (const [, section = ''] of cmap.matchAll(/beginbfrange([\s\S]*?)endbfrange/gu)) {
    const rows = section.matchAll(/<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>/gu);
    for (const [, first = '', last = '', text = ''] of rows) {
      const from = Number.parseInt(first, 16);
      const base = Number.parseInt(text.slice(-4), 16);
      for (let glyph = from; glyph <= Number.parseInt(last, 16); glyph++) {
        map.set(glyph, characters(text.slice(0, -4)) + String.fromCharCode(base + glyph - from));
      }
    }
  }
  return map;
};

/** Stands for a glyph that no reader can turn into text, such as the box of a missing character. */
export const unreadable = '\ufffd';

const decode = (hex: string, decoder: Decoder | undefined): string =>
  (hex.match(decoder?.digits === 2 ? /.{2}/gu : /.{4}/gu) ?? [])
    .map((glyph) => decoder?.glyphs.get(Number.parseInt(glyph, 16)) ?? unreadable)
    .join('');

/** Shown text of a content stream, in drawing order. */
const shown = (content: string, decoders: ReadonlyMap<string, Decoder>): string => {
  let font: Decoder | undefined;
  let text = '';
  const operators =
    /\/(\S+) [\d.-]+ Tf|<([0-9A-Fa-f\s]*)>\s*Tj|\[((?:<[0-9A-Fa-f\s]*>|[^\]<])*)\]\s*TJ/gu;
  for (const [, name, single, several] of content.matchAll(operators)) {
    if (name !== undefined) font = decoders.get(name);
    const strings =
      single !== undefined
        ? [single]
        : [...(several ?? '').matchAll(/<([0-9A-Fa-f\s]*)>/gu)].map(([, hex = '']) => hex);
    text += strings.map((hex) => decode(hex.replace(/\s/gu, ''), font)).join('');
  }
  return text;
};

/** Numbers of the page objects, in reading order. */
const pagesOf = ({ objects, root }: PdfFile): number[] => {
  const walk = (number: number): number[] => {
    const body = objects.get(number) ?? '';
    if (/\/Type \/Page\b(?!s)/u.test(body)) return [number];
    const kids = /\/Kids \[([^\]]*)\]/u.exec(body)?.[1] ?? '';
    return [...kids.matchAll(/(\d+) 0 R/gu)].flatMap(([, kid]) => walk(Number(kid)));
  };
  return walk(Number(/\/Pages (\d+) 0 R/u.exec(objects.get(root) ?? '')?.[1] ?? 0));
};

export interface PageText {
  /** As a reader extracts it, without spaces that only positions express. */
  readonly whole: string;
  /** Without margin boxes. */
  readonly body: string;
  /** Of the margin boxes alone. */
  readonly margin: string;
}

/** Text of every page, in reading order. */
export const pageTexts = (file: PdfFile): PageText[] => {
  const { objects } = file;
  const known = new Map<number, Decoder>();
  const decoderFor = (font: number): Decoder => {
    const body = objects.get(font) ?? '';
    const cmap = Number(/\/ToUnicode (\d+) 0 R/u.exec(body)?.[1] ?? 0);
    const decoder = known.get(font) ?? {
      digits: body.includes('/Subtype /Type3') ? 2 : 4,
      glyphs: glyphsOf(contentOf(objects.get(cmap) ?? '')),
    };
    known.set(font, decoder);
    return decoder;
  };
  return pagesOf(file).map((page) => {
    const body = objects.get(page) ?? '';
    const fonts = /\/Font <<([^>]*)>>/u.exec(body)?.[1] ?? '';
    const decoders = new Map(
      [...fonts.matchAll(/\/(\S+) (\d+) 0 R/gu)].map(([, name = '', font]) => [
        name,
        decoderFor(Number(font)),
      ]),
    );
    const contents = /\/Contents (?:\[([^\]]*)\]|(\d+ 0 R))/u.exec(body);
    const content = [...(contents?.[1] ?? contents?.[2] ?? '').matchAll(/(\d+) 0 R/gu)]
      .map(([, stream]) => contentOf(objects.get(Number(stream)) ?? ''))
      .join('\n');
    return {
      whole: shown(content, decoders),
      body: shown(withoutArtifacts(content), decoders),
      margin: shown(onlyArtifacts(content), decoders),
    };
  });
};
