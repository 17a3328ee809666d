/// <reference lib="dom" />
import { html, useEffect, useRef, type View } from 'htm/preact/standalone';
import uPlot from 'uplot';
import { type ChartData, chartDataOf } from './chart-data.ts';
import { drawMark } from './chart-marks.ts';
import type { Series } from './parts.ts';

const colourOf = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/** Columns as the chart takes them; the last two are the band, to the edge where a bound is not known. */
const columnsOf = ({ estimate, lower, upper, limit, marks }: ChartData): uPlot.AlignedData => {
  const bands = new Map(marks.map(({ index, band }) => [index, band]));
  const end = (side: 0 | 1): (number | null)[] =>
    estimate.map((_, index) => bands.get(index)?.[side] ?? null);
  return [
    estimate.map((_, index) => index),
    ...[estimate, lower, upper, limit].map((column) => [...column]),
    end(0),
    end(1),
  ] as uPlot.AlignedData;
};

/** Bounds as a line through the mark, so that a run between two gaps has them, too. */
const drawMarks =
  ({ marks }: ChartData) =>
  (plot: uPlot): void => {
    const { ctx, bbox } = plot;
    const dense = devicePixelRatio;
    const y = (value: number): number => plot.valToPos(value, 'y', true);
    for (const { index, outcome, value, band } of marks) {
      const x = plot.valToPos(index, 'x', true);
      if (band) {
        ctx.beginPath();
        ctx.moveTo(x, y(band[0]));
        ctx.lineTo(x, y(band[1]));
        ctx.setLineDash([]);
        ctx.lineWidth = 1.4 * dense;
        ctx.strokeStyle = colourOf('ink');
        ctx.stroke();
      }
      // No value: the verdict alone, at the foot.
      const at = value === null ? bbox.top + bbox.height - 8 * dense : y(value);
      drawMark(ctx, outcome, colourOf(outcome), [x, at, 5 * dense]);
    }
  };

const optionsOf = (
  runs: readonly string[],
  { unit }: Series,
  data: ChartData,
  width: number,
): uPlot.Options => {
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
      y: { range: [...data.ends] },
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
      { ...axis, size: 60, label: unit, labelFont: '12px Inter, sans-serif' },
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
      { ...hidden, width: 0 },
      { ...hidden, width: 0 },
    ],
    bands: [{ series: [6, 5], fill: colourOf('faint') }],
    hooks: { draw: [drawMarks(data)] },
  };
};

/** Value with its bounds over runs, the limit as a dashed step line, the verdict by shape. */
export const TrendChart = ({ runs, series }: { runs: readonly string[]; series: Series }): View => {
  const box = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const parent = box.current;
    if (!parent) return undefined;
    const data = chartDataOf(runs, series);
    const columns = columnsOf(data);
    let plot: uPlot | undefined;
    const draw = (): void => {
      plot?.destroy();
      plot = new uPlot(optionsOf(runs, series, data, parent.clientWidth), columns, parent);
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
