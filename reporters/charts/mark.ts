import type { Verdict } from '../../schemas/types/report-model.ts';
import { element, fill, stroke, type Svg } from './svg.ts';

type Shape = (x: number, y: number, r: number) => Svg;

const path = (
  points: readonly (readonly [command: string, dx: number, dy: number])[],
  [x, y, r]: readonly [number, number, number],
  style: Readonly<Record<string, string | number | undefined>>,
  end: string = '',
): Svg => {
  const rounded = (value: number): number => Math.round(value * 100) / 100;
  const d = points.map(
    ([command, dx, dy]) => `${command}${rounded(x + dx * r)} ${rounded(y + dy * r)}`,
  );
  return element('path', { d: d.join('') + end, ...style });
};

const thin = (r: number): number => Math.max(1, r * 0.28);

const shapes: Readonly<Record<Verdict, Shape>> = {
  // A disc with a tick.
  pass: (x, y, r) =>
    element(
      'g',
      {},
      element('circle', { cx: x, cy: y, r, ...fill('pass') }),
      path(
        [
          ['M', -0.5, 0.05],
          ['L', -0.12, 0.42],
          ['L', 0.5, -0.38],
        ],
        [x, y, r],
        stroke('paper', thin(r)),
      ),
    ),
  // A square with a cross.
  fail: (x, y, r) =>
    element(
      'g',
      {},
      element('rect', { x: x - r, y: y - r, width: 2 * r, height: 2 * r, ...fill('fail') }),
      path(
        [
          ['M', -0.5, -0.5],
          ['L', 0.5, 0.5],
          ['M', 0.5, -0.5],
          ['L', -0.5, 0.5],
        ],
        [x, y, r],
        stroke('paper', thin(r)),
      ),
    ),
  // A diamond, half of it filled.
  inconclusive: (x, y, r) =>
    element(
      'g',
      {},
      path(
        [
          ['M', 0, -1.1],
          ['L', -1.1, 0],
          ['L', 0, 1.1],
        ],
        [x, y, r],
        fill('inconclusive'),
        'Z',
      ),
      path(
        [
          ['M', 0, -1.1],
          ['L', 1.1, 0],
          ['L', 0, 1.1],
          ['L', -1.1, 0],
        ],
        [x, y, r],
        stroke('inconclusive', thin(r)),
        'Z',
      ),
    ),
  // A hollow triangle.
  error: (x, y, r) =>
    path(
      [
        ['M', 0, -0.95],
        ['L', 1, 0.85],
        ['L', -1, 0.85],
      ],
      [x, y, r],
      stroke('error', thin(r)),
      'Z',
    ),
};

/** The shape of a verdict, centred at (x, y): told apart without colour, at the size of a letter. */
export const verdictShape = (outcome: Verdict, x: number, y: number, r: number): Svg =>
  shapes[outcome](x, y, r);

/** The shape alone, for a line of text; the word beside it says the same. */
export const verdictMark = (outcome: Verdict): Svg =>
  element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: '0 0 16 16',
      class: 'mark',
      'aria-hidden': 'true',
    },
    verdictShape(outcome, 8, 8, 6),
  );
