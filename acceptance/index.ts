/**
 * The judging room's door. Pure: data and iterators in, data out.
 *
 *     criterion text --parseCriterion--> plan --planFeasibility--> what it can prove at best
 *     events + plan --aggregate--> statistics --buildRecord--> record.json
 */
export { weakestOf } from './aggregation/origin.ts';
export { aggregate, type AggregateInput } from './aggregate.ts';
export type { Aggregate } from './aggregation/aggregator.ts';
export type { Amender } from './amendments.ts';
export { parseCriterion, type Locate, type ParsedCriterion } from './criterion/parse.ts';
export type { Span } from './criterion/tokens.ts';
export { metricNamed, metrics, type MetricName } from './metrics/index.ts';
export { planFeasibility, type Feasibility } from './planning.ts';
export { buildRecord, type RecordInput } from './record.ts';
