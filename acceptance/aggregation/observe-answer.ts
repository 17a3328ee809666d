import type { MetricDeclaration } from '../../schemas/types/metric.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';
import type { Observation } from '../families/family.ts';
import { pairOutcome, UNPAIRED } from '../families/paired-difference.ts';
import type { Observe, Setting } from './observe.ts';

/** Whether an event is a trial of a metric; undefined where it does not tell. */
export type Trial = (event: TelemetryEvent) => boolean | undefined;

type Outcome = NonNullable<MetricDeclaration['outcome']>;

const confidenceOf = ({ confidence }: TelemetryEvent): number | undefined =>
  typeof confidence === 'number' && confidence >= 0 && confidence <= 1 ? confidence : undefined;

/** Whether the stated confidence reaches the suite's threshold; undefined where one is unknown. */
const isConfident =
  ({ plan: { confidence_threshold: threshold } }: Setting): Trial =>
  (event) => {
    const confidence = confidenceOf(event);
    return confidence === undefined || threshold === undefined
      ? undefined
      : confidence >= threshold;
  };

/** Whether the truth of the event is a name; undefined where it has none. */
const isOf =
  (name: string | undefined): Trial =>
  ({ truth }) =>
    truth === undefined ? undefined : truth === name;

/** Whether the answer was a name; undefined where there was none. */
const isAnswered =
  (name: string | undefined): Trial =>
  ({ label }) =>
    label === undefined ? undefined : label === name;

/** Which events are trials of a metric; all where it does not say. */
export const trialOf = ({ outcome }: MetricDeclaration, setting: Setting): Trial => {
  const confident = isConfident(setting);
  const trials: Readonly<Record<Outcome['trials'], Trial>> = {
    labelled: ({ truth }) => (truth === undefined ? undefined : true),
    class: isOf(setting.argument),
    'predicted-class': isAnswered(setting.argument),
    'negative-class': isOf(setting.plan.negative_class),
    'low-confidence': (event) => {
      const known = confident(event);
      return known === undefined ? undefined : !known;
    },
    confident,
    'every-event': () => true,
  };
  return outcome ? trials[outcome.trials] : () => true;
};

/** Whether an inference tells nothing about the metric as long as nobody knows the right answer. */
export const needsTruth = ({ outcome }: MetricDeclaration): boolean =>
  outcome?.counts === 'label-is-truth' || outcome?.counts === 'label-is-not-truth';

/** 1 where the event counts, 0 where it does not, undefined where it does not tell. */
type Value = (event: TelemetryEvent) => number | undefined;

const asNumber =
  (known: Trial): Value =>
  (event) => {
    const value = known(event);
    return value === undefined ? undefined : Number(value);
  };

const valueOf = ({ outcome }: MetricDeclaration, setting: Setting): Value => {
  const values: Readonly<Record<Outcome['counts'], Value>> = {
    'label-is-truth': ({ label, truth }) =>
      label === undefined ? undefined : label === truth ? 1 : 0,
    'label-is-not-truth': ({ label, truth }) =>
      label === undefined ? undefined : label === truth ? 0 : 1,
    fallback: asNumber(({ fallback }) => (typeof fallback === 'boolean' ? fallback : undefined)),
    confident: asNumber(isConfident(setting)),
    success: asNumber(({ outcome: ended }) => (ended === undefined ? undefined : ended === 'ok')),
  };
  return values[outcome?.counts ?? 'success'];
};

/** Score of the class in brackets; NaN where there is another number of scores than of classes. */
const scoreOf = ({ plan: { labels }, argument }: Setting): Value => {
  const index = argument === undefined ? -1 : (labels?.indexOf(argument) ?? -1);
  return ({ scores }) => {
    if (index < 0 || scores === undefined) return undefined;
    const score = Array.isArray(scores) && scores.length === labels?.length ? scores[index] : null;
    return typeof score === 'number' ? score : Number.NaN;
  };
};

/** All scores of an event with the position of its true class; NaN where they cannot be used. */
const scoresOf = (
  { scores: asked }: MetricDeclaration,
  { plan: { labels } }: Setting,
): ((event: TelemetryEvent) => Observation) => {
  const unusable: Observation = { value: Number.NaN, exposure: 1 };
  return ({ scores, truth }) => {
    const trueClass = truth === undefined ? -1 : (labels?.indexOf(truth) ?? -1);
    if (scores === undefined || labels === undefined) return { value: undefined, exposure: 1 };
    if (!Array.isArray(scores) || scores.length !== labels.length || trueClass < 0) return unusable;
    if (asked !== 'shares') return { value: 1, exposure: 1, scores, trueClass };
    const sum = scores.reduce((total, score) => total + score, 0);
    if (!(sum > 0) || scores.some((score) => score < 0)) return unusable;
    return { value: 1, exposure: 1, scores: scores.map((score) => score / sum), trueClass };
  };
};

/** What a family reads of a trial beside whether it counts. */
const readerOf = (
  metric: MetricDeclaration,
  setting: Setting,
): ((event: TelemetryEvent, sample: number) => Observation) => {
  const value = valueOf(metric, setting);
  const { trials } = metric.outcome ?? { trials: 'every-event' };
  // Shares of one class have one truth by their nature.
  const allClasses = trials === 'labelled' || trials === 'confident';
  const { pairing } = setting;
  if (metric.family === 'paired-difference') {
    return (event, sample) => {
      const right = value(event);
      const { truth } = event;
      if (right === undefined) return { value: undefined, exposure: 1, truth };
      const before = pairing?.wasRight(event, sample);
      const pair = before === undefined ? UNPAIRED : pairOutcome(before, right === 1);
      return { value: pair, exposure: 1, truth };
    };
  }
  if (metric.family === 'auc') {
    const score = scoreOf(setting);
    return (event) => {
      const positive = event.truth === setting.argument;
      return { value: score(event), exposure: 1, positive };
    };
  }
  if (metric.scores !== undefined) return scoresOf(metric, setting);
  if (metric.family === 'macro-f1' || metric.family === 'calibration') {
    return (event) => {
      const { truth, label, confidence } = event;
      return { value: value(event), exposure: 1, truth, label, confidence };
    };
  }
  return (event) => ({
    value: value(event),
    exposure: 1,
    truth: allClasses ? event.truth : undefined,
  });
};

/** Reads the declaration of a metric about answers; each sample of a device counts once. */
export const observeAnswer = (metric: MetricDeclaration, setting: Setting): Observe => {
  const trial = trialOf(metric, setting);
  const read = readerOf(metric, setting);
  const truthNeeded = needsTruth(metric);
  // A device that takes its fallback the first time only has not taken it.
  const everyTime = metric.outcome?.counts === 'fallback' || metric.outcome?.counts === 'success';
  return (event, { sighting, sample }) => {
    if (truthNeeded && event.truth === undefined) return undefined;
    if (sighting !== 'first' && !everyTime) return undefined;
    const isTrial = trial(event);
    if (isTrial === false) return undefined;
    if (isTrial === undefined) return { value: undefined, exposure: 1 };
    return read(event, sample);
  };
};
