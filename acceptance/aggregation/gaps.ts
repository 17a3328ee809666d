import type { MetricDeclaration } from '../../schemas/types/metric.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';
import type { Pairing } from './baseline.ts';
import { needsTruth } from './observe-answer.ts';
import type { Sighting } from './samples.ts';
import { createBootWatch } from './unstarted.ts';

/** What keeps the events about a metric from being all there is to know about it. */
export interface Gaps {
  /** Different events under a number that was taken. */
  readonly conflicting: number;
  /** Inferences without the truth a metric about answers needs. */
  readonly unlabelled: number;
  /** Answers to a sample that the device, or the baseline's, had answered otherwise. */
  readonly contradicted: number;
  /** Sessions without a boot event, where a metric counts boots. */
  readonly unstarted: number;
  /** Samples of the baseline that no event paired with. */
  readonly unused: number;
  /** A sample whose truth differs between candidate and baseline. */
  readonly otherTruth: string | undefined;
  /** Seconds of a day that its inferences would take, on the slowest cluster; 0 where none are. */
  readonly busySeconds: number;
}

export const noGaps: Gaps = {
  conflicting: 0,
  unlabelled: 0,
  contradicted: 0,
  unstarted: 0,
  unused: 0,
  otherTruth: undefined,
  busySeconds: 0,
};

export interface GapCounter {
  /** Looks at an event of the scope, whether or not the metric counts it. */
  readonly see: (event: TelemetryEvent, sighting: Sighting, cluster: number) => void;
  /** An event that was left out because its number was taken. */
  readonly conflict: (event: TelemetryEvent) => void;
  readonly finish: () => Gaps;
}

interface Busy {
  seconds: number;
  n: number;
}

/** Counts gaps of a metric that is `concerned` with some events. */
export const createGapCounter = (
  metric: MetricDeclaration,
  concerned: (event: TelemetryEvent) => boolean,
  inferencesPerDay: number | undefined,
  pairing: Pairing | undefined,
): GapCounter => {
  let [conflicting, unlabelled, contradicted] = [0, 0, 0];
  const boots = metric.events?.kind === 'boot' ? createBootWatch() : undefined;
  const busy: Busy[] = [];
  const answers = needsTruth(metric);
  const timed = metric.daily !== undefined && inferencesPerDay !== undefined;
  const seeAnswer = (event: TelemetryEvent, sighting: Sighting): void => {
    if (event.truth !== undefined && sighting !== 'contradicted') return;
    if (!concerned(event)) return;
    if (event.truth === undefined) unlabelled += 1;
    else contradicted += 1;
  };
  const seeTime = ({ kind, latency_us: time }: TelemetryEvent, cluster: number): void => {
    if (kind !== 'inference' || typeof time !== 'number' || !(time >= 0)) return;
    const own = (busy[cluster] ??= { seconds: 0, n: 0 });
    own.seconds += time * 1e-6;
    own.n += 1;
  };
  return {
    see: (event, sighting, cluster) => {
      if (answers) seeAnswer(event, sighting);
      else if (timed) seeTime(event, cluster);
      boots?.see(event);
    },
    conflict: (event) => {
      if (concerned(event)) conflicting += 1;
    },
    finish: () => ({
      conflicting,
      unlabelled,
      contradicted: contradicted + (pairing?.contradicted() ?? 0),
      unstarted: boots?.unstarted() ?? 0,
      unused: pairing?.unused() ?? 0,
      otherTruth: pairing?.otherTruth(),
      busySeconds: busy.reduce(
        (most, { seconds, n }) => Math.max(most, (seconds / n) * (inferencesPerDay ?? 0)),
        0,
      ),
    }),
  };
};
