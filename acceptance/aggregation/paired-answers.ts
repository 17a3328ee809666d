import type { MetricDeclaration } from '../../schemas/types/metric.ts';
import type { Criterion, Plan } from '../../schemas/types/plan.ts';
import type { PairStatistic } from '../../schemas/types/statistic.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';
import type { Cluster } from '../families/family.ts';
import { pairedDifference, pairOutcome } from '../families/paired-difference.ts';
import { metricNamed } from '../metrics/index.ts';
import { accumulatorKey } from './accumulator.ts';
import { answerDigest } from './digest.ts';
import { observer, type Observe } from './observe.ts';
import { createSampleIndex } from './sample-index.ts';
import { createSampleMemory, type Numbering } from './samples.ts';

/** What baseline and candidate answered to the same samples, of the events that a metric counts. */
export interface PairedAnswers {
  /** By cluster of the candidate. */
  readonly clusters: readonly Cluster<PairStatistic>[];
  /** Events of either that have no partner which counts too. */
  readonly unpaired: number;
  /** A sample whose right answer is another in the baseline, if there is one. */
  readonly otherTruth: string | undefined;
}

/** Takes the events that count, all of the baseline and then all of the candidate. */
export interface PairCollector {
  readonly baseline: (event: TelemetryEvent) => void;
  readonly candidate: (event: TelemetryEvent) => void;
  /** The pairs of a criterion about a share of answers; undefined for any other. */
  readonly pairsFor: (criterion: Criterion) => PairedAnswers | undefined;
}

/** Marks of an event of the baseline that is no trial of a metric, and of a trial without answer. */
const [NO_TRIAL, NO_ANSWER] = [-1, -2];

interface Pairing {
  readonly scenario: string | undefined;
  readonly observe: Observe;
  /** By event of the baseline: 1 or 0 for what counts and what does not, or a mark. */
  readonly before: number[];
  readonly used: boolean[];
  readonly clusters: Map<string, Cluster<PairStatistic>>;
  unpaired: number;
}

const isPairable = (metric: MetricDeclaration | undefined): metric is MetricDeclaration =>
  metric?.family === 'proportion' && metric.outcome !== undefined;

const pairingsOf = (plan: Plan, criteria: readonly Criterion[]): Map<string, Pairing> => {
  const pairings = new Map<string, Pairing>();
  for (const criterion of criteria) {
    const metric = metricNamed(criterion.metric);
    const key = accumulatorKey(criterion);
    if (!isPairable(metric) || pairings.has(key)) continue;
    const { argument, scenario } = criterion;
    const observe = observer(metric, { plan, argument, pairing: undefined });
    const rest = { before: [], used: [], clusters: new Map(), unpaired: 0 };
    pairings.set(key, { scenario, observe, ...rest });
  }
  return pairings;
};

/** Pairs the first answers to each sample, for every criterion that counts answers. */
export const createPairCollector = (
  plan: Plan,
  criteria: readonly Criterion[],
  numberOf: Numbering,
): PairCollector => {
  const pairings = pairingsOf(plan, criteria);
  const index = createSampleIndex();
  const memories = { baseline: createSampleMemory(), candidate: createSampleMemory() };
  const truths: (string | undefined)[] = [];
  let otherTruth: string | undefined;

  /** What an event says for a pairing: 1, 0 or a mark. */
  const valueOf = (
    { scenario, observe }: Pairing,
    event: TelemetryEvent,
    sample: number,
  ): number => {
    if (scenario !== undefined && scenario !== event.scenario) return NO_TRIAL;
    const observation = observe(event, { elapsedDays: 0, sighting: 'first', sample });
    return observation === undefined ? NO_TRIAL : (observation.value ?? NO_ANSWER);
  };
  /** The number of the event's sample, or undefined where it is not the first answer to it. */
  const firstAnswer = (event: TelemetryEvent, arm: keyof typeof memories): number | undefined => {
    if (event.kind !== 'inference') return undefined;
    const sample = event.sample === undefined ? -1 : numberOf(event.sample);
    const sighting = memories[arm](event, sample, answerDigest(event));
    return sighting === 'first' ? sample : undefined;
  };
  const clusterOf = (pairing: Pairing, { device, session }: TelemetryEvent): PairStatistic => {
    const own = plan.claim === 'fleet' ? '' : session;
    const key = JSON.stringify([device, own]);
    let cluster = pairing.clusters.get(key);
    if (!cluster) {
      cluster = { device, session: own, statistic: pairedDifference.empty() };
      pairing.clusters.set(key, cluster);
    }
    return cluster.statistic;
  };

  return {
    baseline: (event) => {
      const sample = firstAnswer(event, 'baseline');
      if (sample === undefined) return;
      const number = truths.length;
      truths.push(event.truth);
      if (sample >= 0) index.note(event, sample, number);
      for (const pairing of pairings.values()) {
        pairing.before[number] = valueOf(pairing, event, sample);
      }
    },
    candidate: (event) => {
      const sample = firstAnswer(event, 'candidate');
      if (sample === undefined) return;
      const partner = sample < 0 ? undefined : index.partnerOf(event, sample);
      const truth = partner === undefined ? undefined : truths[partner];
      // An answer without a truth is a gap of its run, not a contradiction.
      if (truth !== undefined && event.truth !== undefined && truth !== event.truth) {
        otherTruth ??= event.sample;
      }
      for (const pairing of pairings.values()) {
        const after = valueOf(pairing, event, sample);
        if (after === NO_TRIAL) continue;
        const before = partner === undefined ? NO_TRIAL : pairing.before[partner]!;
        if (before < 0 || after < 0 || pairing.used[partner!]) {
          pairing.unpaired += 1;
          continue;
        }
        pairing.used[partner!] = true;
        pairedDifference.accumulate(clusterOf(pairing, event), {
          value: pairOutcome(before === 1, after === 1),
          exposure: 1,
          truth: event.truth,
        });
      }
    },
    pairsFor: (criterion) => {
      const pairing = pairings.get(accumulatorKey(criterion));
      if (!pairing) return undefined;
      const { before, used, clusters, unpaired } = pairing;
      const left = before.filter((value, i) => value !== NO_TRIAL && used[i] !== true).length;
      return { clusters: [...clusters.values()], unpaired: unpaired + left, otherTruth };
    },
  };
};
