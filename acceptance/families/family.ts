import type { Criterion as PlannedCriterion } from '../../schemas/types/plan.ts';
import type { ClusterCount } from '../statistics/cluster-proportion.ts';
import type { BoundSide } from './number-words.ts';

export type Outcome = 'pass' | 'fail' | 'inconclusive' | 'error';

/** One thing an event says about a metric, in the metric's unit. */
export interface Observation {
  /**
   * Measured value; for shares 1 or 0; for pairs a `PairOutcome`. Undefined where the event should
   * carry it and does not.
   */
  readonly value: number | undefined;
  /** What totals are divided by, in device-days; 1 where events are counted. */
  readonly exposure: number;
  /** The right answer, where the metric is about answers. */
  readonly truth?: string | undefined;
  /** The answer given, where the family counts which. */
  readonly label?: string | undefined;
  /** Whether the sample is of the class in brackets, where the value is a score. */
  readonly positive?: boolean | undefined;
  /** Scores of all classes and which of them is that of the true one, where the family needs all. */
  readonly scores?: readonly number[] | undefined;
  readonly trueClass?: number | undefined;
  /** Stated confidence between 0 and 1, where the family judges it. */
  readonly confidence?: number | undefined;
}

/** Sufficient statistic of one cluster, with where it was gathered. */
export interface Cluster<S> {
  readonly device: string;
  readonly session: string;
  /** Number of the block of events within its session, where sessions are too few to be clusters. */
  readonly block?: number | undefined;
  readonly statistic: S;
}

/** A line through the origin's neighbourhood that turns the family's value into the metric's. */
export interface Transform {
  /** Monotone on the values a family can reach. */
  readonly apply: (value: number) => number;
  /** Whether a larger value of the family is a smaller one of the metric. */
  readonly falling: boolean;
  /** The family's value behind a value of the metric, where a family asks for it. */
  readonly invert?: (value: number) => number;
}

/** What is claimed, at which confidence, about whom. */
export interface Claim {
  readonly op: PlannedCriterion['op'];
  /** Limit in the metric's unit. */
  readonly limit: number;
  /** The metric's unit. */
  readonly unit: string;
  readonly statistic: string;
  readonly confidence: number;
  readonly iccFloor: number;
  readonly scope: 'fleet' | 'these-devices';
  /** Devices the suite asks for; a slice may rest on fewer. */
  readonly leastDevices: number;
  /** Different samples the answers are about: repeating them on more devices proves no more. */
  readonly samples?: number | undefined;
  readonly transform?: Transform | undefined;
  /** Seed of whatever is resampled; follows from the frozen suite. */
  readonly seed?: number | undefined;
}

/** Estimate with one-sided bounds; null where it is not known or unbounded. */
export interface Bounds {
  readonly estimate: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

/** What one device showed by itself. */
export interface DeviceValue {
  readonly device: string;
  readonly n: number;
  readonly k?: number;
  readonly value: number | null;
  readonly met: boolean | null;
}

/** A claim about a share: at least, or at most, `share` of the events. */
export interface ShareClaim extends Pick<Claim, 'op' | 'confidence' | 'iccFloor' | 'scope'> {
  readonly share: number;
  /** Most independent events the data can be worth; any number where it is left out. */
  readonly most?: number | undefined;
}

/** A figure that stands beside a verdict and decides nothing. */
export interface Display {
  readonly name: string;
  readonly value: number | null;
  readonly unit: string;
  readonly note?: string;
}

/** What one of the groups showed that a gap is taken between; shares between 0 and 1. */
export interface GroupValue extends Bounds {
  readonly value: string;
  readonly n: number;
  readonly effectiveN: number | null;
}

/** What a fresh pilot would take to decide a claim; empty where more of the same cannot. */
export interface Needs {
  /** Events in all, in the kind that `Judgement.n` counts. */
  readonly events?: number;
  /** Devices of a fleet, else sessions of all devices together. */
  readonly clusters?: number;
}

/** What would decide a claim the data leave open: in words, and in numbers where they are known. */
export interface Advice {
  readonly advice: string;
  readonly needs?: Needs;
}

/** What one build showed, in the unit of `Judgement.bounds` before any change is taken. */
export interface ArmValue {
  readonly value: number | null;
  readonly n: number;
}

/** What the data say about a claim. Bounds are in the metric's unit, shares between 0 and 1. */
export interface Judgement {
  readonly outcome: Outcome;
  /** Why it is not a pass, where it is not. */
  readonly reason?: string;
  readonly bounds?: Bounds;
  /** Where the claim is decided as a share: that share. */
  readonly share?: Bounds;
  /** The bound a pass rests on, in the direction of `bounds`; a fail rests on the other. */
  readonly decisive: 'lower' | 'upper';
  readonly n: number;
  readonly k?: number;
  /** Device-days of a rate. */
  readonly exposure?: number;
  readonly effectiveN: number | null;
  readonly icc: number | null;
  readonly method: string;
  /** p-value of "the limit is met", for the adjustment over slices. */
  readonly pMet: number | null;
  readonly devices: readonly DeviceValue[];
  readonly advice?: string;
  readonly needs?: Needs;
  /** Where two builds are compared: what each did, shares in %. */
  readonly arms?: { readonly baseline: ArmValue; readonly candidate: ArmValue };
  readonly display?: readonly Display[];
  /** Where the claim is about a gap: the groups it is taken between. */
  readonly groups?: readonly GroupValue[];
  /** Whether the numbers would decide, but their basis (clusters, classes) is too narrow to. */
  readonly withheld?: boolean;
  /** Where the claim is decided as a share: what it is decided from. */
  readonly shareBasis?: {
    readonly counts: readonly ClusterCount[];
    readonly claim: ShareClaim;
    /** How, where not by the bound of one fixed look. */
    readonly judge?: (
      counts: readonly ClusterCount[],
      claim: ShareClaim,
    ) => { readonly outcome: Outcome; readonly bounds: Bounds };
  };
}

/** The mathematics of one kind of claim. */
export interface Family<S> {
  /** Statistic of a cluster that has seen nothing. */
  readonly empty: () => S;
  /** Adds one observation of a cluster to its statistic, in place, and returns it. */
  readonly accumulate: (statistic: S, observation: Observation) => S;
  /** Statistic of both parts together; associative. */
  readonly merge: (a: S, b: S) => S;
  readonly judge: (clusters: readonly Cluster<S>[], claim: Claim) => Judgement;
  /** One sentence for a stakeholder about a judged claim. */
  readonly explain: (judgement: Judgement, claim: Claim, wording: Wording) => string;
}

/** How a sentence names things. */
export interface Wording {
  /** Plain name, such as "Recall of cavitation". */
  readonly title: string;
  /** Writes a value of the metric's unit in the unit of the limit, with that unit. */
  readonly write: (value: number | null, side?: BoundSide) => string;
  /** The limit alone, such as "60 ms" or "1 year". */
  readonly limit: string;
  /** The limit as a rule, such as "at most 60 ms". */
  readonly rule: string;
  /** Whom the claim is about, such as "a fleet of such devices". */
  readonly whom: string;
}
