import type { MetricDeclaration } from '../../schemas/types/metric.ts';
import type { Counts, Criterion, Plan } from '../../schemas/types/plan.ts';
import { tagsOf, valueIn } from '../aggregation/conditions.ts';
import { BLOCK_SIZE, LEAST_BLOCKS, LEAST_SESSIONS } from '../families/scope.ts';
import { metricNamed } from '../metrics/index.ts';

/** How many events a condition will have. */
export interface PlannedSlice {
  readonly name: string;
  readonly events: number;
  /** No more than these can fall there, where the plan does not tell exactly. */
  readonly most: number;
}

/** How much of what a criterion is about the plan will bring. */
export interface PlannedEvents {
  /** Null where the plan does not tell. */
  readonly events: number | null;
  /** Devices of a fleet, or sessions of these devices. */
  readonly clusters: number;
  /** Different samples behind answers; infinite where they do not matter or are not told. */
  readonly distinct: number;
  /** Conditions the criterion asks for, the one with the fewest events first. */
  readonly slices: readonly PlannedSlice[];
  readonly scarcest?: PlannedSlice | undefined;
  /** Device time, in hours, at least and at most; null where the plan does not tell. */
  readonly hours: { readonly least: number; readonly most: number } | null;
}

type Scenario = Plan['scenarios'][number];

/** What decides which inferences count: the metric's own rule, or that of the one in brackets. */
interface Rule {
  readonly events: MetricDeclaration['events'];
  readonly outcome: MetricDeclaration['outcome'];
  /** True class that the trials are of, where they are of one. */
  readonly truth: string | undefined;
}

const ruleOf = (criterion: Criterion, metric: MetricDeclaration, plan: Plan): Rule => {
  const inner = metric.argument === 'metric' ? metricNamed(criterion.argument ?? '') : undefined;
  const { events, outcome } = inner ?? metric;
  const named = inner ? criterion.of_class : criterion.argument;
  const ofClass = outcome?.trials === 'class' ? named : undefined;
  const truth = outcome?.trials === 'negative-class' ? plan.negative_class : ofClass;
  return { events, outcome, truth };
};

/** Whether only the run shows how many inferences count. */
const isUnforeseen = ({ events, outcome }: Rule): boolean =>
  (events !== undefined && events.kind !== 'inference') ||
  ['predicted-class', 'low-confidence', 'confident'].includes(outcome?.trials ?? '');

/** Of a scenario's inferences those that count; null where the plan does not tell. */
const countIn = (
  { inferences, samples, cold, truths }: Scenario,
  { events, outcome, truth }: Rule,
): number | null => {
  if (events?.start === 'cold') return cold ?? null;
  if (events?.start === 'warm') return cold === undefined ? inferences : inferences - cold;
  // Answers count once a sample and device, however often a scenario repeats it.
  if (truth !== undefined) {
    return truths === undefined ? null : Math.min(truths[truth] ?? 0, samples);
  }
  return outcome ? Math.min(inferences, samples) : inferences;
};

const sumOf = (counts: readonly (number | null)[]): number | null =>
  counts.reduce<number | null>(
    (sum, count) => (sum === null || count === null ? null : sum + count),
    0,
  );

/** Events of one scenario by condition: what the plan counts, or their share of what counts. */
const sliceCounts = (
  scenario: Scenario,
  rule: Rule,
  counted: number,
): Map<string, Omit<PlannedSlice, 'name'>> => {
  const { slices = {}, inferences, truth_slices: byTruth } = scenario;
  const exact = rule.truth === undefined ? undefined : byTruth?.[rule.truth];
  const everything = rule.truth === undefined && rule.events?.start === undefined;
  return new Map(
    Object.entries(slices).map(([key, count]) => {
      const known = exact ? (exact[key] ?? 0) : everything ? Math.min(count, counted) : undefined;
      const about = inferences > 0 ? Math.round((counted * count) / inferences) : 0;
      return [key, { events: known ?? about, most: known ?? Math.min(count, counted) }];
    }),
  );
};

/** Conditions of the criterion's tags over all its scenarios, the scarcest first. */
const slicesOf = (
  { in_every, between }: Criterion,
  scenarios: readonly Scenario[],
  rule: Rule,
): PlannedSlice[] => {
  const names = between === undefined ? in_every : [...in_every, between];
  const found = new Map<string, { events: number; most: number }>();
  for (const scenario of scenarios) {
    const counted = countIn(scenario, rule) ?? 0;
    for (const [key, { events, most }] of sliceCounts(scenario, rule, counted)) {
      const name = names.find((tag) => valueIn(key, tag) !== undefined);
      if (name === undefined) continue;
      const title = `${tagsOf(name).join(' and ')} ${valueIn(key, name)}`;
      const sum = found.get(title) ?? { events: 0, most: 0 };
      found.set(title, { events: sum.events + events, most: sum.most + most });
    }
  }
  return [...found]
    .map(([name, counts]) => ({ name, ...counts }))
    .toSorted((a, b) => a.events - b.events);
};

/** Different samples behind the answers that count, over all scenarios. */
const distinctIn = (scenarios: readonly Scenario[], { outcome, truth }: Rule): number => {
  if (!outcome) return Infinity;
  const sizes = scenarios.map(({ distinct }) => distinct);
  if (sizes.some((size) => size === undefined)) return Infinity;
  const known = sizes.filter((size) => size !== undefined);
  const total = known.reduce(
    (sum, { samples, repeats = 0 }) => sum + samples - (known.length > 1 ? repeats : 0),
    0,
  );
  if (truth === undefined) return total;
  const ofClass = known.reduce((sum, { truths }) => sum + ((truths as Counts)[truth] ?? 0), 0);
  return Math.min(total, ofClass);
};

/** Families whose claims about these devices may rest on blocks of a session. */
export const inBlocks: ReadonlySet<MetricDeclaration['family']> = new Set([
  'quantile',
  'proportion',
  'gap',
  'fact',
]);

/**
 * Sessions of these devices, or the blocks that do instead where sessions are too few. Every start
 * from cold may be a session of its own; without a count nothing is ruled out.
 */
const sessionsIn = (
  scenarios: readonly Scenario[],
  { devices }: Plan,
  { family }: MetricDeclaration,
): number => {
  const starts = scenarios.reduce((total, { cold }) => total + (cold ?? Infinity), 0);
  if (starts >= LEAST_SESSIONS * devices.length || !inBlocks.has(family)) return starts;
  const inferences = scenarios.reduce((total, { inferences: own }) => total + own, 0);
  const blocks = starts + Math.floor(inferences / BLOCK_SIZE);
  return blocks >= LEAST_BLOCKS * devices.length ? blocks : starts;
};

/** Events and clusters that the plan's scenarios will give a criterion. */
export const plannedEvents = (
  criterion: Criterion,
  metric: MetricDeclaration,
  plan: Plan,
): PlannedEvents => {
  const scenarios = plan.scenarios.filter(
    ({ id }) => criterion.scenario === undefined || criterion.scenario === id,
  );
  const rule = ruleOf(criterion, metric, plan);
  // Without a bench nobody knows yet which devices are shown which samples.
  const told = scenarios.length > 0 && plan.devices.length > 0 && !isUnforeseen(rule);
  const events = told ? sumOf(scenarios.map((scenario) => countIn(scenario, rule))) : null;
  const slices = events === null ? [] : slicesOf(criterion, scenarios, rule);
  const least = sumOf(scenarios.map(({ hours }) => hours?.least ?? null));
  const most = sumOf(scenarios.map(({ hours }) => hours?.most ?? null));
  return {
    events,
    clusters: plan.claim === 'fleet' ? plan.devices.length : sessionsIn(scenarios, plan, metric),
    distinct: distinctIn(scenarios, rule),
    slices,
    scarcest: slices[0],
    hours: least === null || most === null || scenarios.length === 0 ? null : { least, most },
  };
};
