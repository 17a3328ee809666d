import type { MetricDeclaration } from '../../schemas/types/metric.ts';
import type { Counts, Criterion, Plan } from '../../schemas/types/plan.ts';
import { slicingsOf, tagsOf, valueIn } from '../aggregation/conditions.ts';
import { metricNamed } from '../metrics/index.ts';
import { clustersIn, type PlannedClusters } from './planned-clusters.ts';
import { worthAtBest, type Lot } from './worth.ts';

/** How many events a condition will have. */
export interface PlannedSlice extends Lot {
  readonly name: string;
  /** No more than these can fall there, where the plan does not tell exactly. */
  readonly most: number;
}

/** How much of what a criterion is about the plan will bring. */
export interface PlannedEvents extends PlannedClusters {
  /** Null where the plan does not tell. */
  readonly events: number | null;
  /** Different samples behind answers; infinite where they do not matter or are not told. */
  readonly distinct: number;
  /** Conditions the criterion asks for, the one whose events are worth the least first. */
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
  /** Whether the same samples on more devices are worth no more. */
  readonly isOfSamples: boolean;
}

const ruleOf = (criterion: Criterion, metric: MetricDeclaration, plan: Plan): Rule => {
  const inner = metric.argument === 'metric' ? metricNamed(criterion.argument ?? '') : undefined;
  const { events, outcome } = inner ?? metric;
  const named = inner ? criterion.of_class : criterion.argument;
  const ofClass = outcome?.trials === 'class' ? named : undefined;
  const truth = outcome?.trials === 'negative-class' ? plan.negative_class : ofClass;
  // A drop counts pairs, and every device may lose by itself.
  const isOfSamples = outcome !== undefined && metric.family !== 'paired-difference';
  return { events, outcome, truth, isOfSamples };
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
): Map<string, Pick<PlannedSlice, 'events' | 'most'>> => {
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

/** Of a scenario's different samples those that count, of one condition where its key is given. */
const distinctOf = (
  { samples, slices, truths, truth_slices: byTruth }: NonNullable<Scenario['distinct']>,
  truth: string | undefined,
  key: string | undefined,
): number => {
  if (key === undefined) return truth === undefined ? samples : ((truths as Counts)[truth] ?? 0);
  const own: Counts = truth === undefined ? slices : (byTruth[truth] ?? {});
  return own[key] ?? 0;
};

/**
 * Different samples behind the answers that count, over all scenarios: at most, as the plan does not
 * tell of which class and condition those are that several scenarios show.
 */
const distinctIn = (
  scenarios: readonly Scenario[],
  { truth, isOfSamples }: Rule,
  key?: string,
): number => {
  if (!isOfSamples) return Infinity;
  const sizes = scenarios.map(({ distinct }) => distinct);
  if (sizes.some((size) => size === undefined)) return Infinity;
  const known = sizes.filter((size) => size !== undefined);
  const all = known.reduce(
    (sum, { samples, repeats = 0 }) => sum + samples - (known.length > 1 ? repeats : 0),
    0,
  );
  return Math.min(
    all,
    known.reduce((sum, size) => sum + distinctOf(size, truth, key), 0),
  );
};

/** Conditions of the criterion's tags over all its scenarios. */
const slicesOf = (
  criterion: Criterion,
  scenarios: readonly Scenario[],
  rule: Rule,
): PlannedSlice[] => {
  const names = slicingsOf(criterion);
  const found = new Map<string, { key: string; events: number; most: number }>();
  for (const scenario of scenarios) {
    const counted = countIn(scenario, rule) ?? 0;
    for (const [key, { events, most }] of sliceCounts(scenario, rule, counted)) {
      const name = names.find((tag) => valueIn(key, tag) !== undefined);
      if (name === undefined) continue;
      const title = `${tagsOf(name).join(' and ')} ${valueIn(key, name)}`;
      const sum = found.get(title) ?? { events: 0, most: 0 };
      found.set(title, { key, events: sum.events + events, most: sum.most + most });
    }
  }
  return [...found].map(([name, { key, ...counts }]) => {
    const distinct = distinctIn(scenarios, rule, key);
    return { name, ...counts, distinct };
  });
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
  const clusters = clustersIn(scenarios, plan, metric);
  const worthOf = (slice: PlannedSlice): number =>
    worthAtBest(slice, clusters.apart, plan.icc_floor);
  const slices = (events === null ? [] : slicesOf(criterion, scenarios, rule)).toSorted(
    (a, b) => worthOf(a) - worthOf(b) || a.events - b.events,
  );
  const least = sumOf(scenarios.map(({ hours }) => hours?.least ?? null));
  const most = sumOf(scenarios.map(({ hours }) => hours?.most ?? null));
  return {
    events,
    ...clusters,
    distinct: distinctIn(scenarios, rule),
    slices,
    scarcest: slices[0],
    hours: least === null || most === null || scenarios.length === 0 ? null : { least, most },
  };
};
