import type { BoundChart } from '../../schemas/types/report-model.ts';
import { element, fill, stroke, type Svg } from './svg.ts';

/** Half a mark. */
const r = 2.7;

/** Height that marks of one place may take, however many they are. */
const highest = 20;

const markOf = (met: boolean | null, x: number, y: number): Svg => {
  if (met === false) {
    const d = `M${x - r} ${y - r}L${x + r} ${y + r}M${x + r} ${y - r}L${x - r} ${y + r}`;
    return element('path', { d, ...stroke('fail', 1.7) });
  }
  return met === null
    ? element('circle', { cx: x, cy: y, r: r - 0.4, ...stroke('muted', 1.1) })
    : element('circle', { cx: x, cy: y, r, ...fill('ink') });
};

const rounded = (value: number): number => Math.round(value * 100) / 100;

/**
 * A mark for each device: a disc that met the limit, a cross that did not, a ring that nobody
 * judged. Marks of one place stand on each other, closer the more they are: none is moved aside.
 */
export const deviceMarks = (
  devices: BoundChart['devices'],
  at: (value: number) => number,
  top: number,
): { readonly marks: Svg[]; readonly height: number } => {
  const places = new Map<number, { x: number; met: boolean | null }[]>();
  for (const { value, met } of devices) {
    if (value === null) continue;
    const x = rounded(at(value));
    const place = Math.round(x / (2 * r));
    places.set(place, [...(places.get(place) ?? []), { x, met }]);
  }
  const most = Math.max(0, ...[...places.values()].map(({ length }) => length));
  if (most === 0) return { marks: [], height: 0 };
  const step = Math.min(2 * r + 0.6, (highest - 2 * r) / Math.max(1, most - 1));
  const height = 2 * r + step * (most - 1);
  const marks = [...places.values()].flatMap((marked) =>
    // What missed stands lowest and is drawn last, so that nothing covers it.
    marked
      .toSorted((a, b) => Number(b.met !== false) - Number(a.met !== false))
      .map(({ x, met }, index) =>
        markOf(met, x, rounded(top + height - r - step * (marked.length - 1 - index))),
      ),
  );
  return { marks, height };
};
