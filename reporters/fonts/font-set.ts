import type { ExtraFont } from '../look.ts';
import { allowedFonts, coveredCodePoints, fontFaces } from './embedded.ts';
import { type Face, readFace } from './face.ts';

/** The fonts of one look of the report. */
interface FontSet {
  /** @font-face rules, and where there are more fonts than ours, the rules that put them to use. */
  readonly css: string;
  /** CSS families of plain text, in the order they are asked for a glyph. */
  readonly families: string;
  /** PostScript names a PDF may hold, without the subset's prefix. */
  readonly allowed: readonly string[];
  readonly covered: ReadonlySet<number>;
}

interface Extra extends Face {
  readonly bytes: Uint8Array;
}

const shipped = (): FontSet => ({
  css: fontFaces(),
  families: '"Inter"',
  allowed: allowedFonts,
  covered: coveredCodePoints(),
});

/** A character is covered by a family where each of its weights has it. */
const coveredBy = (faces: readonly Extra[]): number[] => {
  const [first, ...others] = faces;
  return [...(first?.codePoints ?? [])].filter((point) =>
    others.every(({ codePoints }) => codePoints.has(point)),
  );
};

const withExtra = (extra: readonly ExtraFont[]): FontSet => {
  const ours = shipped();
  const families = new Map<string, Extra[]>();
  for (const font of extra) {
    const face = { ...readFace(font), bytes: font.bytes };
    families.set(face.family, [...(families.get(face.family) ?? []), face]);
  }
  const named = [...families.values()].map((faces, index) => ({
    name: `"More ${index + 1}"`,
    faces,
  }));
  const rules = named.flatMap(({ name, faces }) =>
    faces.map(
      ({ bytes, format, weight }) =>
        `@font-face{font-family:${name};font-weight:${weight};src:url(data:font/${format};base64,${Buffer.from(bytes).toString('base64')}) format("${format}")}`,
    ),
  );
  const list = [ours.families, ...named.map(({ name }) => name)].join(',');
  // One weight more in the selectors than in the shipped styles, which come after.
  const use = `html body,html svg{font-family:${list},sans-serif;font-synthesis:none}html .mono{font-family:"IBM Plex Mono",${list},monospace}`;
  return {
    css: [ours.css, ...rules, use].join('\n'),
    families: list,
    allowed: [
      ...ours.allowed,
      ...[...families.values()].flat().map(({ postScript }) => postScript),
    ],
    covered: new Set([...ours.covered, ...named.flatMap(({ faces }) => coveredBy(faces))]),
  };
};

const sets = new WeakMap<readonly ExtraFont[], FontSet>();

/**
 * Ours and the given ones, which are asked for what ours lack. Throws FONT_INVALID where a file is
 * no usable font.
 */
export const fontSet = (extra: readonly ExtraFont[] = []): FontSet => {
  if (extra.length === 0) return shipped();
  const set = sets.get(extra) ?? withExtra(extra);
  sets.set(extra, set);
  return set;
};
