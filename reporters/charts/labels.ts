import { name } from '../model/format.ts';
import { fontSize } from './svg.ts';

const narrow = new Set(" .,:;'|!iljtfrI()[]");
const wide = new Set('mwMW%@…—');

const emOf = (character: string): number => {
  if (narrow.has(character)) return 0.36;
  if (wide.has(character)) return 0.95;
  if (character >= '0' && character <= '9') return 0.64;
  return (character.codePointAt(0) ?? 0) > 0x2e7f ? 1.05 : /\p{Lu}/u.test(character) ? 0.72 : 0.6;
};

/** Width of a text in Inter, from above: no browser measures it here, so it errs to the wide side. */
export const widthOf = (text: string, size: number = fontSize): number =>
  Array.from(text).reduce((sum, character) => sum + emOf(character), 0) * size;

/** The text, shortened at its end until it fits. */
export const fit = (text: string, width: number, size: number = fontSize): string => {
  if (widthOf(text, size) <= width) return text;
  const points = Array.from(text);
  let kept = 0;
  for (let ems = 0; kept < points.length; kept += 1) {
    ems += emOf(points[kept] ?? '');
    if ((ems + emOf('…')) * size > width) break;
  }
  return `${points.slice(0, Math.max(kept, 1)).join('')}…`;
};

/** The same, shortened in its middle: names often differ in their last word only. */
export const shortened = (text: string, width: number): string => {
  if (widthOf(text) <= width) return text;
  // No more of even the narrowest characters fit.
  const roomFor = Math.ceil(width / (emOf(' ') * fontSize));
  for (let most = Math.min(Array.from(text).length - 1, roomFor); most > 4; most -= 1) {
    const shorter = name(text, most);
    if (widthOf(shorter) <= width) return shorter;
  }
  return fit(text, width);
};

export interface PlacedLabel {
  readonly text: string;
  /** Where the mark is. */
  readonly at: number;
  /** Left edge of the text. */
  readonly x: number;
  /** Row above the plot, 0 the lowest. */
  readonly row: number;
}

/** Sets labels centred over their marks, inside the plot, in as many rows as keep them apart. */
export const placeLabels = (
  marks: readonly { readonly at: number; readonly text: string }[],
  left: number,
  right: number,
): PlacedLabel[] => {
  const ends: number[] = [];
  return marks
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, text }) => {
      const width = widthOf(text);
      const x = Math.max(left, Math.min(right - width, at - width / 2));
      const free = ends.findIndex((end) => end + 8 <= x);
      const row = free === -1 ? ends.length : free;
      ends[row] = x + width;
      return { text, at, x, row };
    });
};
