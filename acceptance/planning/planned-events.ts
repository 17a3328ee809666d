import type { MetricDeclaration } from '../../schemas/types/metric.ts';
import type { Criterion, Plan } from '../../schemas/types/plan.ts';

/** How much of what a criterion is about the plan will bring. */
export interface PlannedEvents {
  /** Null where the plan does not tell. */
  readonly events: number | null;
  /** Devices of a fleet, or sessions of these devices. */
  readonly clusters: number;
  /** The condition with the fewest events, where the criterion asks for slices. */
  readonly scarcest?: { readonly name: string; readonly events: number };
}

type Scenario = Plan['scenarios'][number];

/** Of a scenario's inferences those that a metric counts; null where the plan does not tell. */
const countIn = (
  { inferences, samples, cold, truths }: Scenario,
  metric: MetricDeclaration,
  criterion: Criterion,
  plan: Plan,
): number | null => {
  if (metric.events?.start === 'cold') return cold ?? null;
  if (metric.events?.start === 'warm') return cold === undefined ? inferences : inferences - cold;
  const trials = metric.outcome?.trials;
  if (trials === undefined) return inferences;
  // Answers count once a sample, however often a scenario repeats it.
  if (trials === 'labelled') return Math.min(inferences, samples);
  const truth = trials === 'class' ? (criterion.argument ?? '') : plan.negative_class;
  return truths === undefined ? null : Math.min(truths[truth] ?? 0, samples);
};

/**
 * The rarest condition of the criterion's tags and about how many of its events fall there, as if
 * classes were spread over conditions alike.
 */
const scarcest = (
  scenarios: readonly Scenario[],
  { in_every: tags }: Criterion,
  events: number | null,
): PlannedEvents['scarcest'] => {
  if (events === null) return undefined;
  const total = scenarios.reduce((sum, { inferences }) => sum + inferences, 0);
  const counts = new Map<string, number>();
  for (const { slices = {} } of scenarios) {
    for (const [name, count] of Object.entries(slices)) {
      if (tags.includes(name.split('=')[0] ?? ''))
        counts.set(name, (counts.get(name) ?? 0) + count);
    }
  }
  const [rarest] = [...counts].toSorted(([, a], [, b]) => a - b);
  if (rarest === undefined || total === 0) return undefined;
  return { name: rarest[0].replace('=', ' '), events: Math.round((events * rarest[1]) / total) };
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
  const counts = scenarios.map((scenario) => countIn(scenario, metric, criterion, plan));
  const known = counts.filter((count) => count !== null);
  const told = scenarios.length > 0 && known.length === counts.length;
  // Scenarios may show the same samples again; what cannot count twice is not planned twice.
  const sum = metric.outcome
    ? Math.max(0, ...known)
    : known.reduce((total, count) => total + count, 0);
  const events = told ? sum : null;
  const slice = scarcest(scenarios, criterion, events);
  // Every start from cold may be a session of its own; without a count nothing is ruled out.
  const starts = scenarios.reduce((total, { cold }) => total + (cold ?? Infinity), 0);
  return {
    events,
    clusters: plan.claim === 'fleet' ? plan.devices.length : starts,
    ...(slice === undefined ? {} : { scarcest: slice }),
  };
};
