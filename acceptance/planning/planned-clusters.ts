import type { MetricDeclaration } from '../../schemas/types/metric.ts';
import type { Plan } from '../../schemas/types/plan.ts';
import { BLOCK_SIZE, LEAST_BLOCKS, LEAST_SESSIONS } from '../families/scope.ts';

/** What events resemble each other within. */
export interface PlannedClusters {
  /** Devices of a fleet; sessions of these devices, or the blocks that do instead. */
  readonly clusters: number;
  /** Clusters that tell of each other no more than assumed: of blocks the sessions they are of. */
  readonly apart: number;
}

type Scenario = Plan['scenarios'][number];

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
): PlannedClusters => {
  const starts = scenarios.reduce(
    (total, { cold, sessions: asked = 0 }) => total + Math.max(cold ?? Infinity, asked),
    0,
  );
  const sessions = { clusters: starts, apart: starts };
  if (starts >= LEAST_SESSIONS * devices.length || !inBlocks.has(family)) return sessions;
  const inferences = scenarios.reduce((total, { inferences: own }) => total + own, 0);
  const blocks = starts + Math.floor(inferences / BLOCK_SIZE);
  return blocks >= LEAST_BLOCKS * devices.length ? { clusters: blocks, apart: starts } : sessions;
};

/** Clusters that the scenarios of a criterion will give it. */
export const clustersIn = (
  scenarios: readonly Scenario[],
  plan: Plan,
  metric: MetricDeclaration,
): PlannedClusters => {
  const devices = plan.devices.length;
  return plan.claim === 'fleet'
    ? { clusters: devices, apart: devices }
    : sessionsIn(scenarios, plan, metric);
};
