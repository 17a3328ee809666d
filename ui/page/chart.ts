/// <reference lib="dom" />
import { html, useEffect, useRef, type View } from 'htm/preact/standalone';
import uPlot from 'uplot';
import { drawMark } from './chart-marks.ts';
import type { Series } from './parts.ts';

const colourOf = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/** Runs are evenly spaced: what matters is which came before which. */
const dataOf = (runs: readonly string[], { points }: Series): uPlot.AlignedData => {
  const at = new Map(points.map((point) => [point.run, point]));
  const column = (side: 'estimate' | 'lower' | 'upper' | 'limit'): (number | null)[] =>
    runs.map((run) => at.get(run)?.[side] ?? null);
  return [
    runs.map((_, index) => index),
    column('estimate'),
    column('lower'),
    column('upper'),
    column('limit'),
  ];
};

const drawVerdicts =
  (runs: readonly string[], { points }: Series) =>
  (plot: uPlot): void => {
    const at = new Map(points.map((point) => [point.run, point]));
    const colours = new Map(
      ['pass', 'fail', 'inconclusive', 'error'].map((name) => [name, colourOf(name)]),
    );
    for (const [index, run] of runs.entries()) {
      const point = at.get(run);
      if (!point || point.estimate === null) continue;
      const x = plot.valToPos(index, 'x', true);
      const y = plot.valToPos(point.estimate, 'y', true);
      const colour = colours.get(point.outcome) ?? '';
      drawMark(plot.ctx, point.outcome, colour, [x, y, 5 * devicePixelRatio]);
    }
  };

const optionsOf = (runs: readonly string[], series: Series, width: number): uPlot.Options => {
  const ink = colourOf('muted');
  const grid = { stroke: colourOf('grid'), width: 1 };
  const axis = { stroke: ink, grid, ticks: grid, font: '12px Inter, sans-serif' };
  const hidden = { points: { show: false } };
  return {
    width,
    height: 260,
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: false, range: [-0.5, Math.max(0.5, runs.length - 0.5)] },
    },
    axes: [
      {
        ...axis,
        // Whole runs only; the table below names them.
        incrs: [1, 2, 5, 10, 20, 50, 100],
        values: (_plot, ticks) =>
          ticks.map((tick) => (runs[tick] === undefined ? '' : `${tick + 1}`)),
        label: 'run, oldest first',
        labelFont: '12px Inter, sans-serif',
      },
      { ...axis, size: 60, label: series.unit, labelFont: '12px Inter, sans-serif' },
    ],
    series: [
      {},
      { ...hidden, stroke: colourOf('data'), width: 1.5, spanGaps: false },
      { ...hidden, stroke: colourOf('soft'), width: 1 },
      { ...hidden, stroke: colourOf('soft'), width: 1 },
      {
        ...hidden,
        stroke: colourOf('ink'),
        width: 2,
        dash: [6, 4],
        paths: uPlot.paths.stepped!({ align: 1 }),
      },
    ],
    bands: [{ series: [3, 2], fill: colourOf('faint') }],
    hooks: { draw: [drawVerdicts(runs, series)] },
  };
};

/** Value with its bounds over runs, the limit as a dashed step line, the verdict by shape. */
export const TrendChart = ({ runs, series }: { runs: readonly string[]; series: Series }): View => {
  const box = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const parent = box.current;
    if (!parent) return undefined;
    const data = dataOf(runs, series);
    let plot: uPlot | undefined;
    const draw = (): void => {
      plot?.destroy();
      plot = new uPlot(optionsOf(runs, series, parent.clientWidth), data, parent);
    };
    // Called once at the start as well.
    const sized = new ResizeObserver(draw);
    sized.observe(parent);
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', draw);
    return () => {
      sized.disconnect();
      dark.removeEventListener('change', draw);
      plot?.destroy();
    };
  }, [runs, series]);
  return html`<div class="chart" role="img" aria-label=${series.finding} ref=${box}></div>`;
};
