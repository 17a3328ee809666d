import { inflateSync } from 'node:zlib';
import type { PdfFile } from './objects.ts';

type Decoder = ReadonlyMap<number, string>;

const streamOf = (body: string): string => {
  const start = /stream\r?\n/u.exec(body);
  if (!start) return '';
  const length = Number(/\/Length (\d+)/u.exec(body.slice(0, start.index))?.[1] ?? 0);
  const from = start.index + start[0].length;
  const raw = Buffer.from(body.slice(from, from + length), 'latin1');
  const dictionary = body.slice(0, start.index);
  return (dictionary.includes('/FlateDecode') ? inflateSync(raw) : raw).toString('latin1');
};

const characters = (hex: string): string =>
  (hex.match(/.{4}/gu) ?? [])
    .map((unit) => String.fromCharCode(Number.parseInt(unit, 16)))
    .join('');

/** Glyph to text, from the bfchar and bfrange sections of a ToUnicode map (ISO 32000-1, 9.10.3). */
const decoderOf = (cmap: string): Decoder => {
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

const decode = (hex: string, decoder: Decoder | undefined): string =>
  (hex.match(/.{4}/gu) ?? [])
    .map((glyph) => decoder?.get(Number.parseInt(glyph, 16)) ?? '')
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
export const pagesOf = ({ objects, root }: PdfFile): number[] => {
  const walk = (number: number): number[] => {
    const body = objects.get(number) ?? '';
    if (/\/Type \/Page\b(?!s)/u.test(body)) return [number];
    const kids = /\/Kids \[([^\]]*)\]/u.exec(body)?.[1] ?? '';
    return [...kids.matchAll(/(\d+) 0 R/gu)].flatMap(([, kid]) => walk(Number(kid)));
  };
  return walk(Number(/\/Pages (\d+) 0 R/u.exec(objects.get(root) ?? '')?.[1] ?? 0));
};

/** Text of every page as a reader extracts it, without spaces that only positions express. */
export const pageTexts = (file: PdfFile): string[] => {
  const { objects } = file;
  const known = new Map<number, Decoder>();
  const decoderFor = (font: number): Decoder => {
    const cmap = Number(/\/ToUnicode (\d+) 0 R/u.exec(objects.get(font) ?? '')?.[1] ?? 0);
    const decoder = known.get(cmap) ?? decoderOf(streamOf(objects.get(cmap) ?? ''));
    known.set(cmap, decoder);
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
    const streams = [...(contents?.[1] ?? contents?.[2] ?? '').matchAll(/(\d+) 0 R/gu)];
    return streams
      .map(([, stream]) => shown(streamOf(objects.get(Number(stream)) ?? ''), decoders))
      .join('');
  });
};
