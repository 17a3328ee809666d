import type { TelemetryEvent } from '../schemas/types/telemetry.ts';
import {
  createAggregator,
  type Aggregate,
  type AggregateSetting,
} from './aggregation/aggregator.ts';
import { createBaselineCounter, type BaselineArm } from './aggregation/baseline-arm.ts';
import { createNumbering } from './aggregation/samples.ts';
import { readBaseline, type Source } from './aggregation/baseline.ts';

/** What is counted: the events of the run and, where a criterion compares, of the baseline. */
export interface AggregateInput extends Omit<AggregateSetting, 'baseline' | 'numbering'> {
  /** One by one, or in batches: a batch costs one wait instead of one an event. */
  readonly events: Source<TelemetryEvent | readonly TelemetryEvent[]>;
  readonly baseline?: Source<TelemetryEvent> | undefined;
  /** What is known of the baseline besides its events, for criteria that ask for a change. */
  readonly baselineArm?: BaselineArm | undefined;
}

const isAsync = <T>(source: Source<T>): source is AsyncIterable<T> =>
  Symbol.asyncIterator in source;

/** Reads the events once and keeps what the criteria and the charts of the plan need of them. */
export const aggregate = async (input: AggregateInput): Promise<Aggregate> => {
  const { events, baseline, baselineArm = {}, ...setting } = input;
  const numbering = createNumbering();
  const counter = baseline && createBaselineCounter(setting.plan, baselineArm, numbering);
  const before = baseline && counter ? counter.watch(baseline) : baseline;
  const aggregator = createAggregator({
    ...setting,
    numbering,
    baseline: before && (await readBaseline(before, numbering)),
  });
  const add = (event: TelemetryEvent): void => {
    if (aggregator.add(event)) counter?.candidate(event);
  };
  const take = (item: TelemetryEvent | readonly TelemetryEvent[]): void => {
    if (!isBatch(item)) add(item);
    else for (const event of item) add(event);
  };
  // Waiting for every event of an array would cost more than judging it.
  if (isAsync(events)) for await (const item of events) take(item);
  else for (const item of events) take(item);
  return { ...aggregator.finish(), ...(counter && { baseline: counter.finish() }) };
};

const isBatch = (
  item: TelemetryEvent | readonly TelemetryEvent[],
): item is readonly TelemetryEvent[] => Array.isArray(item);
