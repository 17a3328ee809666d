import type { Input } from '../../schemas/types/business.ts';

/** Three views of the future; scenarios, not probabilities. */
export const scenarios = ['pessimistic', 'expected', 'optimistic'] as const;

export type Scenario = (typeof scenarios)[number];

/** One number for each scenario. */
export type ByScenario = Readonly<Record<Scenario, number>>;

export const byScenario = (of: (scenario: Scenario) => number): ByScenario => ({
  pessimistic: of('pessimistic'),
  expected: of('expected'),
  optimistic: of('optimistic'),
});

/** A cost of an input: the pessimistic scenario pays the high value. */
export const cost = (input: Input | undefined): ByScenario => ({
  pessimistic: input?.high ?? 0,
  expected: input?.base ?? 0,
  optimistic: input?.low ?? 0,
});

/** A benefit of an input: the pessimistic scenario gets the low value. */
export const benefit = (input: Input | undefined): ByScenario => ({
  pessimistic: input?.low ?? 0,
  expected: input?.base ?? 0,
  optimistic: input?.high ?? 0,
});
