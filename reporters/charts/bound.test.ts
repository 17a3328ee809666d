import { expect, test } from 'vitest';
import { variants } from '../../fixtures/records/variants.ts';
import { buildReportModel } from '../model/report-model.ts';
import type { AcceptanceRecord, Criterion, Interval } from '../../schemas/types/record.ts';
import { boundChart, type Svg } from './index.ts';
import { widthOf } from './labels.ts';

type Numbers = readonly [estimate: number | null, lower: number | null, upper: number | null];

const interval = ([estimate, lower, upper]: Numbers, unit: string): Interval => ({
  estimate: { value: estimate, unit },
  lower: { value: lower, unit },
  upper: { value: upper, unit },
});

interface Drawn {
  readonly family: string;
  readonly title: string;
  readonly op: Criterion['op'];
  readonly limit: readonly [number, string];
  readonly numbers: Numbers;
  readonly outcome?: Criterion['outcome'];
  readonly devices?: Criterion['devices'];
  readonly over?: Partial<Criterion>;
}

const record = variants.rehearsalGo();

const criterion = (drawn: Drawn): Criterion => {
  const { devices: _devices, proportion: _share, ...base } = record.criteria[0]!;
  const [value, unit] = drawn.limit;
  return {
    ...base,
    family: drawn.family,
    title: drawn.title,
    op: drawn.op,
    limit: { value, unit },
    result: interval(drawn.numbers, unit),
    outcome: drawn.outcome ?? 'pass',
    ...(drawn.devices && { devices: drawn.devices }),
    slices: [],
    sensitivity: [],
    ...drawn.over,
  };
};

const rowOf = (drawn: Drawn): ReturnType<typeof buildReportModel>['criteria'][number] => {
  const long: AcceptanceRecord = { ...record, criteria: [criterion(drawn)] };
  return buildReportModel(long).criteria[0]!;
};

const fleet = (
  n: number,
  value: (index: number) => number,
  met: (index: number) => boolean | null = () => true,
): NonNullable<Criterion['devices']> =>
  Array.from({ length: n }, (_, index) => ({
    device: `node-${index + 1}`,
    n: 40,
    value: value(index),
    met: met(index),
  }));

const five = fleet(5, (index) => [31.9, 32.4, 32.4, 33, 34.1][index] ?? 0);

const cases: Readonly<Record<string, Drawn>> = {
  quantile: {
    family: 'quantile',
    title: 'Latency (p95)',
    op: '<=',
    limit: [60, 'ms'],
    numbers: [32.5, 32.4, 32.6],
    devices: five,
  },
  proportion: {
    family: 'proportion',
    title: 'Accuracy',
    op: '>=',
    limit: [85, '%'],
    numbers: [97.6, 93.1, 99.5],
    devices: fleet(5, (index) => 96 + index / 2),
  },
  rate: {
    family: 'rate',
    title: 'False alarms',
    op: '<=',
    limit: [0.5, '/h'],
    numbers: [0.104, 0.036, 0.2384],
  },
  mean: {
    family: 'mean',
    title: 'Energy per inference',
    op: '<=',
    limit: [2, 'mJ'],
    numbers: [0.784, 0.781, 0.787],
    outcome: 'pass',
  },
  paired: {
    family: 'paired-difference',
    title: 'Drop of accuracy',
    op: '<=',
    limit: [2, 'points'],
    numbers: [0.125, -0.806, 1.12],
  },
  total: {
    family: 'total-per-device-day',
    title: 'Battery life',
    op: '>=',
    limit: [365, 'days'],
    numbers: [1596, 1595, 1597],
  },
  every: {
    family: 'every',
    title: 'Stack never used',
    op: '>=',
    limit: [512, 'B'],
    numbers: [1234, null, null],
  },
  fact: {
    family: 'fact',
    title: 'Flash',
    op: '<=',
    limit: [64, 'KiB'],
    numbers: [8.48, 8.48, 8.48],
  },
  count: {
    family: 'count',
    title: 'Lost messages',
    op: '<=',
    limit: [0, 'count'],
    numbers: [3, 3, 3],
    outcome: 'fail',
  },
  auc: {
    family: 'auc',
    title: 'Area under the curve',
    op: '>=',
    limit: [0.95, '1'],
    numbers: [0.962, 0.941, 0.978],
    outcome: 'inconclusive',
  },
  gap: {
    family: 'gap',
    title: 'Gap of recall',
    op: '<=',
    limit: [6, 'points'],
    numbers: [3, 0, 8.42],
    outcome: 'inconclusive',
  },
  'far-limit': {
    family: 'quantile',
    title: 'Wake-up',
    op: '<=',
    limit: [32_500, 'ms'],
    numbers: [32.5, 32.4, 32.6],
    devices: five,
  },
  'limit-far-below': {
    family: 'quantile',
    title: 'Wake-up',
    op: '<=',
    limit: [1, 'ms'],
    numbers: [1000, 990, 1011],
    outcome: 'fail',
  },
  'upper-unbounded': {
    family: 'quantile',
    title: 'Reaction time (p99)',
    op: '<=',
    limit: [200, 'ms'],
    numbers: [120, 100, null],
    outcome: 'inconclusive',
  },
  'nothing-but-a-bound': {
    family: 'mean',
    title: 'Throughput',
    op: '>=',
    limit: [10, '/s'],
    numbers: [null, 12, null],
  },
  'fifty-devices': {
    family: 'proportion',
    title: 'Accuracy',
    op: '>=',
    limit: [85, '%'],
    numbers: [93, 90, 95],
    outcome: 'fail',
    devices: fleet(
      50,
      (index) => (index < 30 ? 97.5 : 80 + (index - 30)),
      (index) => (index === 49 ? null : index < 30 || index >= 35),
    ),
  },
};

const drawn = new Map<string, Svg>(
  Object.entries(cases).map(([id, each]) => [id, boundChart(rowOf(each).chart!)]),
);

test.each([...drawn])('%s is drawn as the golden picture', async (id, svg) => {
  await expect(svg).toMatchFileSnapshot(`./__golden__/bound-${id}.svg`);
});

/** Places of what carries a class, from the left. */
const places = (svg: string, pattern: RegExp): number[] =>
  [...svg.matchAll(pattern)].map(([, at = '']) => Number(at));

const shaded = (svg: string): [from: number, to: number] => {
  const [, x = '', width = ''] =
    /<rect x="([\d.]+)" y="15" width="([\d.]+)" [^>]*f-soft/u.exec(svg) ?? [];
  return [Number(x), Number(x) + Number(width)];
};

test('the side that passes is shaded: left of an upper limit, right of a lower one', () => {
  const limit = (svg: string): number =>
    places(svg, /<line x1="([\d.]+)" [^>]*s-fail/gu)[0] ?? Number.NaN;
  const below = drawn.get('quantile') ?? '';
  const above = drawn.get('proportion') ?? '';
  expect(shaded(below)[1]).toBe(limit(below));
  expect(shaded(above)[0]).toBe(limit(above));
});

test('a device that missed is a cross, one that met a disc, one that nobody judged a ring', () => {
  const svg = drawn.get('fifty-devices') ?? '';
  expect(places(svg, /<path d="M([\d.]+) [^"]*" class="s-fail"/gu)).toHaveLength(5);
  expect(places(svg, /<circle cx="([\d.]+)" [^>]*r="2.7" class="f-ink"/gu)).toHaveLength(44);
  expect(places(svg, /<circle cx="([\d.]+)" [^>]*class="s-muted"/gu)).toHaveLength(1);
  expect(svg).toContain('devices: 44 met, × 5 not<');
});

test('a limit a thousand times the value breaks the axis and says so; the evidence stays legible', () => {
  const svg = drawn.get('far-limit') ?? '';
  expect(svg).toContain('axis broken');
  expect(drawn.get('limit-far-below')).not.toContain('axis broken');
  const marks = places(svg, /<circle cx="([\d.]+)" [^>]*r="2.7"/gu);
  expect(Math.min(...marks)).toBeGreaterThan(60);
});

test('a side without a bound ends in an arrow, and what was counted is its own bound', () => {
  expect(drawn.get('upper-unbounded')?.match(/<path d="M[\d.]+ [\d.]+L468 /gu)).toHaveLength(1);
  expect(drawn.get('every')).not.toMatch(/L468 |L14 /u);
  expect(rowOf(cases['every']!).chart).toMatchObject({ lower: 1234, upper: 1234 });
});

test('where there is nothing to draw there is no chart', () => {
  expect(rowOf({ ...cases['rate']!, numbers: [null, null, null] }).chart).toBeNull();
  const missing = variants.notEnoughEvidence();
  const row = buildReportModel(missing).criteria.find(({ id }) => id === 'LAT-2');
  expect(row?.chart?.estimate ?? null).toEqual(missing.criteria[1]?.result?.estimate.value ?? null);
});

test.each([...drawn])('%s: no text lies on another or outside, and it is compact', (_id, svg) => {
  const height = Number(/viewBox="0 0 680 (\d+)"/u.exec(svg)?.[1]);
  expect(height).toBeLessThanOrEqual(90);
  const boxes = [...svg.matchAll(/<text ([^>]*)>([^<]*)</gu)].map(([, given = '', body = '']) => {
    const value = (key: string): string =>
      new RegExp(` ?${key}="([^"]*)"`, 'u').exec(given)?.[1] ?? '';
    const text = body.replace(/&[a-z]+;/gu, '&');
    const width = widthOf(text, Number(value('font-size'))) * 0.9;
    const anchor = value('text-anchor');
    const shift = anchor === 'end' ? width : anchor === 'middle' ? width / 2 : 0;
    const left = Number(value('x')) - shift;
    return { text, left, right: left + width, y: Number(value('y')) };
  });
  const clashes = boxes.flatMap((a, index) =>
    boxes
      .slice(index + 1)
      .filter((b) => Math.abs(a.y - b.y) < 8 && a.left < b.right && b.left < a.right)
      .map((b) => `${a.text} / ${b.text}`),
  );
  expect(clashes).toEqual([]);
  expect(
    boxes.filter(({ left, right, y }) => left < -1 || right > 681 || y < 8 || y > height),
  ).toEqual([]);
});

test('every picture states its finding, with verdict and limit', () => {
  for (const [id, svg] of drawn) {
    expect(svg, id).toMatch(
      /aria-label="[^"]+against a limit of [^"]+: (?:pass|fail|inconclusive)/u,
    );
  }
});
