import type { MetricDeclaration } from '../../schemas/types/metric.ts';
import type { Plan } from '../../schemas/types/plan.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';
import { dailyBytes, dailyEnergy, totalOf } from '../energy/daily.ts';
import type { Observation } from '../families/family.ts';
import type { Pairing } from './baseline.ts';
import { observeLoss } from './observe-loss.ts';
import { observeRate } from './observe-rate.ts';
import { observeAnswer, trialOf } from './observe-answer.ts';
import type { Sighting } from './samples.ts';

/** What the aggregator knows about an event beyond the event itself. */
export interface Surroundings {
  /** Days of its session since the event before it. */
  readonly elapsedDays: number;
  /** Whether the same sample was inferred before on that device, within the metric's scope. */
  readonly sighting: Sighting;
  /** Number of the sample over all devices; negative where the event names none. */
  readonly sample: number;
}

/** What an event says about a metric; undefined where the metric is not about such events. */
export type Observe = (event: TelemetryEvent, around: Surroundings) => Observation | undefined;

/** What a declaration is read against. */
export interface Setting {
  readonly plan: Pick<Plan, 'profile' | 'negative_class' | 'labels' | 'confidence_threshold'>;
  readonly argument: string | undefined;
  readonly pairing: Pairing | undefined;
}

const numberAt = (event: TelemetryEvent, field: string): number | undefined => {
  const value = event[field];
  return typeof value === 'number' ? value : undefined;
};

/** A measured part of a sum; anything but a number of at least zero makes the whole sum unusable. */
const part = (value: number): number => (value >= 0 ? value : Number.NaN);

/** What a value is divided by; microseconds count in seconds. */
const divisorOf = (field: string): ((event: TelemetryEvent) => number | undefined) => {
  const scale = field.endsWith('_us') ? 1e-6 : 1;
  return (event) => {
    const value = numberAt(event, field);
    return value === undefined ? undefined : part(value) * scale;
  };
};

/** A measured value, or one over another; a division by nothing is no number. */
const observeValue = ({ value: field = '', per }: MetricDeclaration): Observe => {
  if (per === undefined) return (event) => ({ value: numberAt(event, field), exposure: 1 });
  const divisor = divisorOf(per);
  return (event) => {
    const [value, by] = [numberAt(event, field), divisor(event)];
    if (value === undefined || by === undefined) return { value: undefined, exposure: 1 };
    return { value: by > 0 ? part(value) / by : Number.NaN, exposure: 1 };
  };
};

/** Kinds of events of which a metric is about that kind alone. */
const only = (kind: string): boolean =>
  ['inference', 'window', 'state', 'calibration', 'sync'].includes(kind);

const observeDay = (metric: MetricDeclaration, { plan: { profile } }: Setting): Observe => {
  if (profile && metric.daily === 'energy') {
    const exposure = 1 / profile.inferences_per_day;
    return (event) => {
      const energy = numberAt(event, 'energy_uJ');
      const time = numberAt(event, 'latency_us');
      if (energy === undefined || time === undefined) return { value: undefined, exposure };
      const load = {
        energy_J: part(energy) * 1e-6,
        time_s: part(time) * 1e-6,
        bytes: part(event.bytes_sent ?? 0),
      };
      // Each inference stands for its part of the day it would make.
      return { value: totalOf(dailyEnergy(profile, load)) * exposure, exposure };
    };
  }
  if (profile) {
    const exposure = 1 / profile.inferences_per_day;
    return (event) => {
      if (event.kind !== 'inference') return undefined;
      const bytes = event.bytes_sent;
      const value = bytes === undefined ? undefined : dailyBytes(profile, part(bytes)) * exposure;
      return { value, exposure };
    };
  }
  // Without a duty cycle only bytes can be totalled: the energy asleep is in no event.
  if (metric.daily === 'energy') return () => ({ value: undefined, exposure: 0 });
  return (event, { elapsedDays }) => ({
    value: event.kind === 'inference' ? event.bytes_sent : (event.bytes_sent ?? 0),
    exposure: elapsedDays,
  });
};

/**
 * Whether a metric is about an event of that kind and start, which is a trial or, as far as it
 * tells, may be one.
 */
export const concernedWith = (
  metric: MetricDeclaration,
  setting: Setting,
): ((event: TelemetryEvent) => boolean) => {
  const { kind, start } = metric.events ?? { kind: 'inference' as const };
  const trial = trialOf(metric, setting);
  return (event) =>
    (!only(kind) || event.kind === kind) &&
    (start === undefined || event.start === start) &&
    trial(event) !== false;
};

/** Reads a declaration into the function that turns events into its observations. */
export const observer = (metric: MetricDeclaration, setting: Setting): Observe => {
  if (metric.family === 'rate') return observeRate(metric, setting);
  if (metric.change === 'loss') return observeLoss(metric);
  const { kind, start } = metric.events ?? { kind: 'inference' as const };
  const inner: Observe = metric.outcome
    ? observeAnswer(metric, setting)
    : metric.daily
      ? observeDay(metric, setting)
      : observeValue(metric);
  const exact = only(kind);
  return (event, around) => {
    if (exact && event.kind !== kind) return undefined;
    if (start !== undefined && event.start !== start) return undefined;
    return inner(event, around);
  };
};
