import { expect, test } from 'vitest';
import { noGo, rehearsalGo } from '../../fixtures/records/variants.ts';
import { trendFinding, trendPicture, trendPoint, type TrendSeries } from '../model/trend.ts';
import { trendChart } from './index.ts';

type Edit = Partial<TrendSeries['points'][number]>;

const latency = rehearsalGo().criteria.find(({ id }) => id === 'LAT-1')!;
const slow = noGo().criteria.find(({ id }) => id === 'LAT-1')!;

/** Points of LAT-1 as records give them, each with what is different about it. */
const seriesOf = (edits: readonly (Edit | null)[]): TrendSeries => {
  const points = edits.flatMap((edit, index) => {
    const run = `r${index}`;
    const point = { ...trendPoint(run, latency, 'ms'), limit_changed: false, frozen: null };
    return edit === null ? [] : [{ ...point, ...edit }];
  });
  const { id, title, metric, statistic } = latency;
  const finding = trendFinding(title, 'ms', points);
  return { key: id, id, title, metric, statistic, unit: 'ms', better: 'lower', finding, points };
};

const runsOf = (count: number): { id: string; started: string }[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `r${index}`,
    started: `2026-11-${String(1 + (index % 28)).padStart(2, '0')}T08:00:00.000Z`,
  }));

const at = (estimate: number, edit: Edit = {}): Edit => ({
  estimate,
  lower: estimate - 2,
  upper: estimate + 3,
  ...edit,
});

const story: readonly (Edit | null)[] = [
  at(66, { outcome: 'fail', limit: 60 }),
  at(58, { outcome: 'inconclusive', limit: 60 }),
  null,
  at(47, { limit: 60 }),
  at(44, { limit: 50, limit_changed: true }),
  at(45, { limit: 50, upper: null }),
  { outcome: 'error', estimate: null, lower: null, upper: null, limit: 50 },
  at(41, { limit: 50 }),
];

const known = (svg: string): number =>
  svg.match(/class="f-(?:pass|fail|inconclusive)"/gu)?.length ?? 0;

test('values, bounds, a limit that moved, a gap and every verdict are drawn as the golden picture', async () => {
  const svg = trendChart(trendPicture(runsOf(story.length), seriesOf(story)));
  await expect(svg).toMatchFileSnapshot('./__golden__/trend.svg');
});

test('the picture is named by its finding, which tells of passes, the way and the limit', () => {
  const series = seriesOf(story);
  expect(series.finding).toContain('4 of 7 runs passed, from 66.0 ms to 41.0 ms');
  expect(series.finding).toContain('the limit moved 1 time');
  const svg = trendChart(trendPicture(runsOf(story.length), series));
  expect(svg).toContain('role="img"');
  expect(svg).toContain('4 of 7 runs passed');
});

test('of many runs the latest thirty are drawn and the older ones summed up', async () => {
  const many = Array.from({ length: 90 }, (_, index) => at(30 + (index % 9)));
  const picture = trendPicture(runsOf(90), seriesOf(many));
  expect(picture.columns).toHaveLength(30);
  expect(picture.older?.text).toBe('60 older runs: 60 passed, 30.0 ms to 38.0 ms');
  await expect(trendChart(picture)).toMatchFileSnapshot('./__golden__/trend-long.svg');
});

test('one run and none at all are pictures, too', () => {
  expect(known(trendChart(trendPicture(runsOf(1), seriesOf([at(30)]))))).toBe(1);
  expect(known(trendChart(trendPicture(runsOf(3), seriesOf([]))))).toBe(0);
});

test('a limit in another unit is one limit, and outside text stays text', () => {
  const seconds = { ...slow, limit: { value: 0.06, unit: 's' } };
  expect(trendPoint('r', seconds, 'ms')).toMatchObject({ limit: 60, estimate: 312.4 });
  const hostile = {
    ...seriesOf(story),
    unit: '<script>',
    title: '<script>',
    finding: '"><script>',
  };
  expect(trendChart(trendPicture(runsOf(8), hostile))).not.toContain('<script>');
});
