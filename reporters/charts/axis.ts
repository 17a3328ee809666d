import type { ScaleLinear } from 'd3-scale';
import { fixed } from '../model/format.ts';
import { element, line, stroke, text, type Svg } from './svg.ts';

/** As many decimals as the distance between ticks needs. */
export const tickText = (ticks: readonly number[]): ((value: number) => string) => {
  const step = Math.abs((ticks[1] ?? 1) - (ticks[0] ?? 0)) || 1;
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  return (value) => fixed(value, decimals);
};

/** Axis below a plot: baseline, ticks, numbers, and its name with unit at the right end. */
export const xAxis = (
  scale: ScaleLinear<number, number>,
  y: number,
  label: string,
  about: number = 7,
  worded?: (value: number) => string,
): Svg => {
  const [left = 0, right = 0] = scale.range();
  const ticks = scale.ticks(about);
  const print = worded ?? tickText(ticks);
  return element(
    'g',
    {},
    line(left, y, right, y, stroke('muted')),
    ...ticks.map((tick) => line(scale(tick), y, scale(tick), y + 4, stroke('muted'))),
    ...ticks.map((tick) =>
      text(scale(tick), y + 16, print(tick), { anchor: 'middle', paint: 'muted' }),
    ),
    text(right, y + 31, label, { anchor: 'end', paint: 'muted' }),
  );
};

/** Axis left of a plot, with a faint line for each tick. */
export const yAxis = (
  scale: ScaleLinear<number, number>,
  left: number,
  right: number,
  about: number = 4,
  worded?: (value: number) => string,
): Svg => {
  const ticks = scale.ticks(about);
  const print = worded ?? tickText(ticks);
  return element(
    'g',
    {},
    ...ticks.map((tick) => line(left, scale(tick), right, scale(tick), stroke('grid'))),
    ...ticks.map((tick) =>
      text(left - 6, scale(tick) + 4, print(tick), { anchor: 'end', paint: 'muted' }),
    ),
  );
};
