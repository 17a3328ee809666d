import { expect, test } from 'vitest';
import { compared, manyClasses } from '../../fixtures/records/measured.ts';
import {
  hostile,
  noGo,
  notEnoughEvidence,
  rehearsalGo,
  thirdLook,
} from '../../fixtures/records/variants.ts';
import { buildReportModel } from '../model/report-model.ts';
import {
  abChart,
  batteryChart,
  cashFlowChart,
  confusionChart,
  energyChart,
  forestChart,
  latencyChart,
  powerChart,
  type Svg,
} from './index.ts';
import { widthOf } from './labels.ts';

const draw = (record: ReturnType<typeof rehearsalGo>): Map<string, Svg> => {
  const model = buildReportModel(record);
  const charts = new Map<string, Svg>();
  for (const latency of model.latency) charts.set(`latency-${latency.id}`, latencyChart(latency));
  for (const { id, forest, groups } of model.criteria) {
    if (forest) charts.set(`forest-${id}`, forestChart(forest));
    if (groups) charts.set(`groups-${id}`, forestChart(groups));
  }
  for (const { id, ab } of model.criteria) if (ab) charts.set(`ab-${id}`, abChart(ab));
  for (const power of model.power) charts.set(`power-${power.id}`, powerChart(power));
  if (model.confusion) charts.set('confusion', confusionChart(model.confusion));
  if (model.energy) charts.set('energy', energyChart(model.energy));
  if (model.energy?.battery) charts.set('battery', batteryChart(model.energy.battery));
  if (model.business) charts.set('cash-flow', cashFlowChart(model.business.cash_flow));
  return charts;
};

const charts = draw(rehearsalGo());

test.each([...charts])('%s is drawn as the golden picture', async (id, svg) => {
  await expect(svg).toMatchFileSnapshot(`./__golden__/${id}.svg`);
});

test('the pictures of a no-go and of undecided conditions', async () => {
  await expect(draw(noGo()).get('latency-warm')).toMatchFileSnapshot(
    './__golden__/latency-over-limit.svg',
  );
  await expect(draw(notEnoughEvidence()).get('forest-ACC-2')).toMatchFileSnapshot(
    './__golden__/forest-undecided.svg',
  );
});

test('groups of a gap have no verdict and no limit; a combination is named by its values', async () => {
  const drawn = draw(thirdLook());
  await expect(drawn.get('groups-FAIR-1')).toMatchFileSnapshot('./__golden__/groups.svg');
  expect(drawn.get('groups-FAIR-1')).not.toMatch(/f-pass|f-fail|s-fail/u);
  expect(drawn.get('forest-ACC-8')).toContain('>20 degC × magnet<');
});

const unescaped = (text: string): string => text.replace(/&(?:amp|lt|gt|quot|#39);/gu, '&');

/** Boxes of all texts, from the same estimate of widths the charts use. */
const boxes = (svg: Svg): { text: string; left: number; right: number; y: number }[] =>
  [...svg.matchAll(/<text ([^>]*)>([^<]*)</gu)].map(([, attributes = '', body = '']) => {
    const value = (key: string): string =>
      new RegExp(` ?${key}="([^"]*)"`, 'u').exec(attributes)?.[1] ?? '';
    const text = unescaped(body);
    // The estimate errs to the wide side; what looks apart on it is apart in print.
    const width = widthOf(text, Number(value('font-size'))) * 0.9;
    const anchor = value('text-anchor');
    const left =
      Number(value('x')) - (anchor === 'end' ? width : anchor === 'middle' ? width / 2 : 0);
    return { text, left, right: left + width, y: Number(value('y')) };
  });

test.each([
  ...charts,
  ...draw(noGo()),
  ...draw(notEnoughEvidence()),
  ...draw(hostile()),
  ...draw(thirdLook()),
  ...draw(compared()),
  ...draw(manyClasses(16)),
  ...draw(manyClasses(40)),
])('%s: no text lies on another or outside', (_id, svg) => {
  const all = boxes(svg);
  const height = Number(/viewBox="0 0 680 (\d+)"/u.exec(svg)?.[1]);
  const clashes = all.flatMap((a, index) =>
    all
      .slice(index + 1)
      .filter((b) => Math.abs(a.y - b.y) < 9 && a.left < b.right && b.left < a.right)
      .map((b) => `${a.text} / ${b.text}`),
  );
  expect(clashes).toEqual([]);
  expect(
    all.filter(({ left, right, y }) => left < -1 || right > 681 || y < 8 || y > height),
  ).toEqual([]);
});

test('every picture says what it shows, and text from outside stays text', () => {
  for (const svg of draw(hostile()).values()) {
    expect(svg).toMatch(/^<svg [^>]*role="img" aria-label="[^"]{20,}"/u);
    expect(svg).not.toMatch(/<script|<img/u);
  }
  expect(charts.get('latency-warm')).toContain('p95 32.5 ms');
  expect(charts.get('confusion')).toContain(
    '1119 of 1200 answers of all scenarios together were right',
  );
});

test('drawing twice gives the same bytes', () => {
  expect([...draw(rehearsalGo())]).toEqual([...charts]);
});

test('shares above a hundred percent stay inside the frame', () => {
  const { forest } = buildReportModel(rehearsalGo()).criteria.find(({ id }) => id === 'ACC-2')!;
  const rows = forest!.rows.map((row) => ({ ...row, estimate: 135, lower: 120, upper: 150 }));
  const { ab } = buildReportModel(compared()).criteria.find(({ id }) => id === 'CMP-1')!;
  const [baseline, candidate] = [135, 150].map((value) => ({ ...ab!.baseline, value }));
  const above = abChart({ ...ab!, baseline: baseline!, candidate: candidate! });
  const frame = (svg: Svg): number[] =>
    [...svg.matchAll(/ (?:x1|x2|cx)="([-\d.]+)"/gu)].map(([, x]) => Number(x));
  // Where the axis ends and the words begin.
  expect(Math.max(...frame(forestChart({ ...forest!, unit: '%', rows })))).toBeLessThan(475);
  expect(Math.max(...frame(above))).toBeLessThan(455);
  expect(Math.min(...frame(above))).toBeGreaterThan(90);
});
