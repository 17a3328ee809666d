import { expect, test } from 'vitest';
import { judgeSynthetic } from '../../fixtures/oracle/judge-synthetic.ts';
import { seeded } from '../../fixtures/oracle/synthetic-pilot.ts';
import { wholeEvents, wholePlan } from '../../fixtures/oracle/whole-pilot.ts';
import type { Plan } from '../../schemas/types/plan.ts';
import type { Criterion } from '../../schemas/types/record.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

/** A pilot of random size and quality, with uneven devices, and its baseline. */
const randomPilot = (seed: number): { events: TelemetryEvent[]; baseline: TelemetryEvent[] } => {
  const random = seeded(seed);
  const devices = 1 + Math.floor(random() * 9);
  const perDevice = 1 + Math.floor(random() * 120);
  const spread = 20_000 * random();
  const options = { devices, perDevice, sessionsPerDevice: 1 + Math.floor(random() * 3) };
  const kept = Array.from({ length: devices }, () => 0.3 + 0.7 * random());
  const events = wholeEvents({
    ...options,
    seed,
    accuracy: random(),
    latency: (draw, device) => Math.floor(40_000 + spread * (draw() + device / devices)),
  }).filter(({ device }) => random() < kept[Number(device.slice(6)) - 1]!);
  return { events, baseline: wholeEvents({ ...options, seed: seed + 1, accuracy: random() }) };
};

const EDGE = 1e-9;

/** The bounds in order around the estimate, as far as they are known; slack for rounding. */
const disorder = ({ result }: Criterion): string | undefined => {
  if (!result) return undefined;
  const { estimate, lower, upper } = result;
  const [low, middle, high] = [lower.value, estimate.value, upper.value];
  if (middle === null) return undefined;
  const slack = EDGE * Math.max(1, Math.abs(middle));
  const wrong = (low !== null && low > middle + slack) || (high !== null && high < middle - slack);
  return wrong ? `${low} <= ${middle} <= ${high}` : undefined;
};

/** Numbers to ten digits: sums in another order differ in the last ones. */
const rounded = (criterion: Criterion): unknown =>
  JSON.parse(JSON.stringify(criterion), (_, value: unknown) =>
    typeof value === 'number' ? Number(value.toPrecision(10)) : value,
  );

/** The same events with devices in the opposite order, each device's own in theirs. */
const byOtherDevice = (events: readonly TelemetryEvent[]): TelemetryEvent[] =>
  events.toSorted((a, b) => (a.device < b.device ? 1 : a.device > b.device ? -1 : 0));

const judged = async (
  { events, baseline }: ReturnType<typeof randomPilot>,
  plan: Plan = wholePlan(),
): Promise<readonly Criterion[]> => (await judgeSynthetic(plan, events, { baseline })).criteria;

test.each(SEEDS)(
  'pilot %i: bounds in order, no odd number, no pass on few devices',
  async (seed) => {
    const pilot = randomPilot(seed);
    const devices = new Set(pilot.events.map(({ device }) => device)).size;
    for (const criterion of await judged(pilot)) {
      expect([criterion.id, disorder(criterion)]).toEqual([criterion.id, undefined]);
      // What is no finite number turns into null on paper.
      expect(JSON.parse(JSON.stringify(criterion))).toEqual(criterion);
      if (devices < 5) expect([criterion.id, criterion.outcome]).not.toContain('pass');
    }
  },
);

test.each(SEEDS)('pilot %i: the order in which devices come changes nothing', async (seed) => {
  const pilot = randomPilot(seed);
  const other = { ...pilot, events: byOtherDevice(pilot.events) };
  expect((await judged(other)).map(rounded)).toEqual((await judged(pilot)).map(rounded));
});

/** The plan with every limit moved: a larger factor makes each easier to meet. */
const loosened = (factor: number): Plan => {
  const plan = wholePlan();
  return {
    ...plan,
    criteria: plan.criteria.map((criterion) => {
      const by = criterion.op === '<=' ? factor : 1.75 - factor;
      const limit = { ...criterion.limit, value: criterion.limit.value * by };
      return { ...criterion, limit };
    }),
  };
};

const RANK = ['fail', 'inconclusive', 'pass'];

test.each(SEEDS)('pilot %i: a looser limit never turns a pass into less', async (seed) => {
  const pilot = randomPilot(seed);
  const before = new Map<string, number>();
  for (const factor of [0.25, 0.5, 1, 1.5]) {
    for (const { id, outcome } of await judged(pilot, loosened(factor))) {
      if (outcome === 'error') continue;
      const now = RANK.indexOf(outcome);
      expect([id, factor, now]).toEqual([id, factor, Math.max(now, before.get(id) ?? 0)]);
      before.set(id, now);
    }
  }
});
