import { expect, test } from 'vitest';
import { compared, fiveWindows, manyClasses } from '../../fixtures/records/measured.ts';
import { rehearsalGo } from '../../fixtures/records/variants.ts';
import type { AcceptanceRecord } from '../../schemas/types/record.ts';
import { buildReportModel } from '../model/report-model.ts';
import {
  abChart,
  batteryChart,
  confusionChart,
  latencyChart,
  powerChart,
  type Svg,
} from './index.ts';

const model = buildReportModel(compared());

const drawn = new Map<string, Svg>([
  ...model.criteria.flatMap(({ id, ab }) => (ab ? [[`ab-${id}`, abChart(ab)] as const] : [])),
  ...model.power.map((power) => [`power-${power.id}`, powerChart(power)] as const),
  ...[16, 40].map(
    (classes) =>
      [
        `confusion-${classes}`,
        confusionChart(buildReportModel(manyClasses(classes)).confusion!),
      ] as const,
  ),
]);

test.each([...drawn])('%s is drawn as the golden picture', async (id, svg) => {
  await expect(svg).toMatchFileSnapshot(`./__golden__/${id}.svg`);
});

const label = (svg: Svg): string => /aria-label="([^"]*)"/u.exec(svg)?.[1] ?? '';

test('a comparison says what each build did, the difference and the limit', () => {
  expect(label(drawn.get('ab-CMP-1')!)).toBe(
    'Accuracy lost against the baseline: baseline 94.4 % (n 1200), candidate 93.3 % (n 1200); drop 1.17 points (0.38 to 1.96 points), limit ≤ 2 points: pass. Of the same samples 22 were right only with the baseline, 8 only with the candidate.',
  );
  // Arms are recorded in the metric's unit and shown in that of the limit.
  expect(label(drawn.get('ab-LAT-2')!)).toContain(
    'baseline 29.5 ms (n 1900), candidate 32.1 ms (n 1893); change 2.63 ms (1.90 to 3.36 ms)',
  );
  expect(label(drawn.get('ab-ACC-1')!)).toContain('baseline not known (n 0)');
  const alone = buildReportModel(rehearsalGo()).criteria.filter(({ ab }) => ab !== null);
  expect(alone).toEqual([]);
});

test('builds that differ in a far digit are not shown as equal', () => {
  const record = compared();
  const [criterion] = record.criteria.filter(({ id }) => id === 'CMP-1');
  criterion!.arms = {
    baseline: { value: 94.421, unit: '%', n: 90_000 },
    candidate: { value: 94.419, unit: '%', n: 90_000 },
  };
  const ab = buildReportModel(record).criteria.find(({ id }) => id === 'CMP-1')!.ab!;
  expect([ab.baseline.text, ab.candidate.text]).toEqual(['94.4210 %', '94.4190 %']);
});

const withTrace = (trace: ReturnType<typeof fiveWindows>): AcceptanceRecord => {
  const record = rehearsalGo();
  record.series.power = [trace];
  return record;
};

test('a trace says its range and its windows, and a peak of one step stays in a small picture', () => {
  expect(label(drawn.get('power-energy')!)).toBe(
    'Power over 62 s: 4.20 to 15.8 mW, mean 12.4 mW; 5 windows of 10.5 s, on average 13.8 to 14.2 mW.',
  );
  expect(drawn.get('power-energy')).toContain('>window 5<');
  const long = fiveWindows(20_000);
  long.points[13_777] = { ...long.points[13_777]!, max: 0.25 };
  const [power] = buildReportModel(withTrace({ ...long, n: 360_000_000 })).power;
  expect(power!.points.length).toBeLessThanOrEqual(600);
  expect(power!.finding).toContain('to 250 mW');
  expect(powerChart(power!).length).toBeLessThan(40_000);
});

test('where nothing was recorded nothing is drawn', () => {
  const paths = (svg: Svg): number => svg.match(/<path/gu)?.length ?? 0;
  expect(paths(drawn.get('power-energy')!)).toBe(1);
  expect(paths(drawn.get('power-wake-up')!)).toBe(2);
  const [empty] = buildReportModel(
    withTrace({ ...fiveWindows(), points: [], n: 0, mean: null }),
  ).power;
  expect(empty!.finding).toContain('not known');
  expect(powerChart(empty!)).not.toContain('NaN');
});

test('of many classes the worst mistakes are listed, each with how often it is made', () => {
  const svg = drawn.get('confusion-40')!;
  expect(svg.match(/<rect/gu)).toHaveLength(12);
  expect(svg).toContain('of 40 classes');
  expect(drawn.get('confusion-16')!.match(/<rect/gu)).toHaveLength(256);
});

test('one single value, and a life without an upper bound, are pictures too', () => {
  const record = rehearsalGo();
  const [warm] = record.series.latency;
  record.series.latency = [
    {
      ...warm!,
      n: 1,
      min: 28.1,
      max: 28.1,
      median: 28.1,
      p95: 28.1,
      p99: 28.1,
      histogram: [{ from: 28.1, to: 28.1, count: 1 }],
      p95_band: { lower: null, upper: null },
    },
  ];
  record.series.energy!.battery_days!.upper.value = null;
  const { latency, energy } = buildReportModel(record);
  expect(latency[0]!.finding).toContain('1 value:');
  expect(latencyChart(latency[0]!)).toMatch(/width="16"/u);
  expect(latencyChart(latency[0]!)).not.toContain('>0.5<');
  expect(energy!.battery!.text).toBe('612 days (at least 540 days)');
  expect(batteryChart(energy!.battery!)).toContain('from the lower bound on');
});

test('names from outside stay text, and any number of windows stays a small picture', () => {
  const record = compared();
  const evil = `<script>alert(1)</script>${'x'.repeat(10_000)}`;
  record.criteria = record.criteria.map((one) => ({ ...one, title: evil, id: evil }));
  const [trace] = record.series.power!;
  const windows = Array.from({ length: 5000 }, (_, i) => ({
    label: `\u202e${evil}`,
    from: i / 100,
    to: i / 100 + 0.005,
    mean: 0.01,
  }));
  record.series.power = [{ ...trace!, id: evil, source: evil, windows }];
  const hostile = buildReportModel(record);
  for (const { ab } of hostile.criteria) {
    if (!ab) continue;
    expect(abChart(ab)).not.toContain('<script');
    expect(abChart(ab).length).toBeLessThan(10_000);
  }
  const svg = powerChart(hostile.power[0]!);
  expect(svg).not.toContain('<script');
  expect(svg.length).toBeLessThan(60_000);
});
