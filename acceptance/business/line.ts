import type { Input } from '../../schemas/types/business.ts';
import type { Business, Range } from '../../schemas/types/record.ts';
import { inWords } from './inputs.ts';
import { byScenario, type ByScenario } from './scenario.ts';

type Group = Business['lines'][number]['group'];

/** One line of the case; amounts of the whole fleet by scenario, per year or once. */
export interface Line {
  readonly line: Business['lines'][number];
  readonly group: Group;
  /** Once at t = 0, evenly over the months, with every change of batteries, or in the last month. */
  readonly when: 'start' | 'evenly' | 'changes' | 'end';
  /** Of the fleet: per year where it is spread over the years, else once; costs are positive. */
  readonly total: ByScenario;
}

/** The expected value between the smallest and the largest, whichever scenario holds which end. */
export const rangeOf = (values: ByScenario): Range => {
  const all = Object.values<number>(values);
  return { low: Math.min(...all), base: values.expected, high: Math.max(...all) };
};

export const times = (factor: number, values: ByScenario): ByScenario =>
  byScenario((name) => factor * values[name]);

/** A line from the input that prices it; `each` is what one of `per` costs or brings. */
export const lineOf = (made: {
  readonly group: Group;
  readonly id: string;
  readonly when: Line['when'];
  readonly per: string;
  readonly each: ByScenario;
  readonly total: ByScenario;
  readonly input: Input;
  readonly label?: string;
  readonly origin?: string | undefined;
}): Line => {
  const { group, id, when, per, each, total, input, label, origin } = made;
  const yearly = when === 'evenly' || when === 'changes';
  return {
    group,
    when,
    total,
    line: {
      id,
      label: label ?? input.label ?? inWords(id),
      group,
      per,
      amount: rangeOf(each),
      ...(yearly ? { yearly: rangeOf(total) } : {}),
      source: input.source,
      ...(origin === undefined ? {} : { origin }),
    },
  };
};
