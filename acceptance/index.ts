/**
 * The judging room's door. Pure: data and iterators in, data out.
 *
 *     criterion text --parseCriterion--> plan --planFeasibility--> what it can prove at best
 *     events + plan --aggregate--> statistics --buildRecord--> record.json
 *     events of two runs --aggregate--> statistics --buildComparison--> what changed
 */
export {
  combinedKeys,
  conditionKey,
  DEVICE,
  slicingsOf,
  tagsOf,
} from './aggregation/conditions.ts';
export { weakestOf } from './aggregation/origin.ts';
export { areaOverClasses, areaOverGrid, areaOf } from './benchmark-figures.ts';
export { createRoll } from './aggregation/population.ts';
export { aggregate, type AggregateInput } from './aggregate.ts';
export { countedCriterion } from './aggregation/counted.ts';
export type { Aggregate } from './aggregation/aggregator.ts';
export { documentInWords, type Amender } from './amendments.ts';
export { causeIn, exitCodeOfFaults } from './faults.ts';
export { businessFlaws, driverDimensions } from './business/flaws.ts';
export { parseCriterion, type Locate, type ParsedCriterion } from './criterion/parse.ts';
export type { Span } from './criterion/tokens.ts';
export { figureIn, inUnit } from './comparison/sentence.ts';
export { buildComparison, type ComparisonInput } from './comparison/comparison.ts';
export { comparisonPlan, profileOfBaseline } from './comparison/comparable.ts';
export { expectedFailures, limitedFailures } from './judgement/procedure.ts';
export { metricNamed, metrics, type MetricName } from './metrics/index.ts';
export { chanceInWords } from './planning/chance-words.ts';
export { planFeasibility } from './planning/plan-feasibility.ts';
export { planRequirements, type PlanRequirements } from './planning/plan-requirements.ts';
export { buildRecord, type RecordInput } from './record.ts';
export { createRandom } from './statistics/random.ts';
