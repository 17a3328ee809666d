import { expect, test } from 'vitest';
import { judgeSynthetic } from '../../fixtures/oracle/judge-synthetic.ts';
import { everyCriterion, wholeEvents, wholePlan } from '../../fixtures/oracle/whole-pilot.ts';
import type { Criterion } from '../../schemas/types/record.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';

const names = Object.keys(everyCriterion);

/** Nothing in this pilot is worse than any limit, so only its gaps keep it from a pass. */
const good: readonly TelemetryEvent[] = wholeEvents();

const judged = async (
  events: readonly TelemetryEvent[],
  baseline: readonly TelemetryEvent[] | undefined = good,
  of: readonly string[] = names,
): Promise<readonly Criterion[]> =>
  (await judgeSynthetic(wholePlan(of), events, { baseline: baseline ?? [] })).criteria;

const outcomes = (criteria: readonly Criterion[]): Record<string, string> =>
  Object.fromEntries(criteria.map(({ id, outcome }) => [id, outcome]));

const all = (outcome: string, of: readonly string[] = names): Record<string, string> =>
  Object.fromEntries(of.map((name) => [name, outcome]));

/** Good events with something done to one of them. */
const withOne = (at: number, change: (event: TelemetryEvent) => TelemetryEvent): TelemetryEvent[] =>
  good.with(at, change({ ...good[at]! }));

test('every criterion passes on a good pilot', async () => {
  expect(outcomes(await judged(good))).toEqual(all('pass'));
});

test('every criterion is an error without any event', async () => {
  const criteria = await judged([]);
  expect(outcomes(criteria)).toEqual(all('error'));
  for (const { n, sentence } of criteria) {
    expect(n).toBe(0);
    expect(sentence).toContain('could not be judged');
  }
});

test('no criterion is decided by one event', async () => {
  const decided = (await judged(good.slice(0, 1), good.slice(0, 1))).filter(
    ({ outcome }) => outcome !== 'error' && outcome !== 'inconclusive',
  );
  expect(decided).toEqual([]);
});

test('no criterion is proven for a fleet by four devices', async () => {
  const four = good.filter(({ device }) => device !== 'pump-05');
  expect(outcomes(await judged(four, four))).toEqual(all('inconclusive'));
});

/** What each criterion cannot do without. */
const needs: Readonly<Partial<Record<keyof TelemetryEvent, readonly string[]>>> = {
  latency_us: ['quantile', 'quantile-of-few', 'every-event'],
  confidence: ['confident-accuracy', 'coverage', 'fallback-taken', 'calibration'],
  scores: ['auc'],
  energy_uJ: ['mean', 'energy-per-day', 'battery-life'],
  bytes_sent: ['data-per-day'],
  stack_free: ['stack'],
  heap_free: ['heap'],
};

/** A cold start and a warm one. */
const PLACES = [12, 7];

const breakages: readonly (readonly [string, number])[] = [
  ['not a number', Number.NaN],
  ['infinite', Infinity],
  ['negative', -5],
];

test.each(
  Object.entries(needs).flatMap(([field, of]) =>
    breakages
      // A score may be any number.
      .filter(([kind]) => field !== 'scores' || kind !== 'negative')
      .map(([kind, value]) => [field, kind, value, of ?? []] as const),
  ),
)('one %s that is %s is an error', async (field, _, value, of) => {
  const broken = field === 'scores' ? [0, 0, 0, value] : value;
  const events = good.map((event, i) =>
    PLACES.includes(i) ? { ...event, [field]: broken } : event,
  );
  expect(outcomes(await judged(events, good, of))).toEqual(all('error', of));
});

test.each(Object.entries(needs))('a %s that is missing is an error', async (field, of = []) => {
  const events = structuredClone(good) as TelemetryEvent[];
  for (const at of PLACES) delete events[at]![field];
  expect(outcomes(await judged(events, good, of))).toEqual(all('error', of));
});

const aboutAnswers = [
  'accuracy',
  'recall',
  'precision',
  'false-positive-rate',
  'confident-accuracy',
  'gap',
  'macro-f1',
  'drop',
  'false-alarms',
  'sequence',
  'ratio',
];

test.each(['cavitation', 'normal'])('a missing answer about %s is no trial less', async (truth) => {
  const at = good.findIndex((event) => event.truth === truth && event.confidence! > 0.6);
  const events = withOne(at, ({ label: _label, ...rest }) => rest as TelemetryEvent);
  const of = aboutAnswers.filter(
    (name) =>
      !(truth === 'normal' ? ['recall'] : ['false-positive-rate', 'false-alarms']).includes(name),
  );
  expect(outcomes(await judged(events, good, of))).toEqual(all('error', of));
});

test('nothing about answers is proven where the truth is not known of all', async () => {
  const events = good.map((event, i) => {
    if (i % 7 > 0) return event;
    const { truth: _truth, ...rest } = event;
    return rest as TelemetryEvent;
  });
  const criteria = await judged(events, good, [...aboutAnswers, 'auc', 'calibration']);
  expect(criteria.filter(({ outcome }) => outcome === 'pass' || outcome === 'fail')).toEqual([]);
});
