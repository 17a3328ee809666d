import { scaleLinear } from 'd3-scale';
import type { BoundChart } from '../../schemas/types/report-model.ts';

/** Where values stand on the number line of a criterion. */
export interface BoundAxis {
  readonly at: (value: number) => number;
  /** What the ticks count, and where. */
  readonly domain: readonly [number, number];
  readonly range: readonly [number, number];
  /** Right end of the line. */
  readonly end: number;
  /** Where the line is broken, so that a limit far off has a place; null where it is whole. */
  readonly breakAt: number | null;
}

/** So many times what was seen, a limit shares no line with it: all that was seen would be one point. */
const farOff = 40;

/** Width of the piece that holds a limit alone. */
const stub = 90;

const seenIn = ({ estimate, lower, upper, devices }: BoundChart): number[] =>
  [estimate, lower, upper, ...devices.map(({ value }) => value)].filter((value) => value !== null);

/** A share ends at 0 and 100, and nothing that is never negative is drawn below nothing. */
const within = (unit: string, values: readonly number[], pad: number): [number, number] => {
  const least = Math.min(...values);
  const most = Math.max(...values);
  const floor = least >= 0 ? Math.max(0, least - pad) : least - pad;
  return [floor, unit === '%' && most <= 100 ? Math.min(100, most + pad) : most + pad];
};

const padOf = (values: readonly number[]): number => {
  const span = Math.max(...values) - Math.min(...values);
  return span * 0.07 || Math.max(...values.map(Math.abs)) * 0.1 || 1;
};

/** The line of a chart: whole, or broken between what was seen and a limit far off. */
export const axisOf = (chart: BoundChart, left: number, right: number): BoundAxis => {
  const { limit, unit } = chart;
  const seen = seenIn(chart);
  const all = limit === null ? seen : [...seen, limit];
  const most = Math.max(...seen.map(Math.abs));
  // A small limit under large values needs no break: both have their place on one line.
  const far = limit !== null && most > 0 && Math.abs(limit) > most * farOff;
  if (!far) {
    const domain = within(unit, all, padOf(all));
    const scale = scaleLinear().domain(domain).range([left, right]);
    return { at: (value) => scale(value), domain, range: [left, right], end: right, breakAt: null };
  }
  const above = limit > Math.max(...seen);
  // What was seen keeps its distance from nothing, so that the piece says how large it is.
  const domain = within(unit, [0, ...seen], most * 0.15);
  const range: [number, number] = above ? [left, right - stub] : [left + stub, right];
  const scale = scaleLinear().domain(domain).range(range);
  const lone = above ? right - stub / 2 + 10 : left + stub / 2 - 10;
  return {
    at: (value) => (value === limit ? lone : scale(value)),
    domain,
    range,
    end: right,
    breakAt: above ? right - stub + 8 : left + stub - 8,
  };
};
