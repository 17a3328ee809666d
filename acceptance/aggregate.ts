import type { TelemetryEvent } from '../schemas/types/telemetry.ts';
import {
  createAggregator,
  type Aggregate,
  type AggregateSetting,
} from './aggregation/aggregator.ts';
import { createNumbering } from './aggregation/samples.ts';
import { readBaseline, type Source } from './aggregation/baseline.ts';

/** What is counted: the events of the run and, where a criterion compares, of the baseline. */
export interface AggregateInput extends Omit<AggregateSetting, 'baseline' | 'numbering'> {
  /** One by one, or in batches: a batch costs one wait instead of one an event. */
  readonly events: Source<TelemetryEvent | readonly TelemetryEvent[]>;
  readonly baseline?: Source<TelemetryEvent> | undefined;
}

const isAsync = <T>(source: Source<T>): source is AsyncIterable<T> =>
  Symbol.asyncIterator in source;

/** Reads the events once and keeps what the criteria and the charts of the plan need of them. */
export const aggregate = async (input: AggregateInput): Promise<Aggregate> => {
  const { events, baseline, ...setting } = input;
  const numbering = createNumbering();
  const aggregator = createAggregator({
    ...setting,
    numbering,
    baseline: baseline === undefined ? undefined : await readBaseline(baseline, numbering),
  });
  const take = (item: TelemetryEvent | readonly TelemetryEvent[]): void => {
    if (!isBatch(item)) aggregator.add(item);
    else for (const event of item) aggregator.add(event);
  };
  // Waiting for every event of an array would cost more than judging it.
  if (isAsync(events)) for await (const item of events) take(item);
  else for (const item of events) take(item);
  return aggregator.finish();
};

const isBatch = (
  item: TelemetryEvent | readonly TelemetryEvent[],
): item is readonly TelemetryEvent[] => Array.isArray(item);
