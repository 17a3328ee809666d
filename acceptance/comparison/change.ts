import { dimensionOf } from '../../documents/units.ts';
import type { MetricDeclaration } from '../../schemas/types/metric.ts';
import type { Gathered } from '../aggregation/accumulator.ts';
import type { PairedAnswers } from '../aggregation/paired-answers.ts';
import { limitsFromAbove } from '../families/comparison.ts';
import type { Bounds, Claim, DeviceValue, Display, Judgement } from '../families/family.ts';
import { familyOf } from '../families/index.ts';

/** One of two runs: what was gathered, and what it says by itself. */
export interface Arm {
  readonly gathered: Gathered;
  readonly judgement: Judgement;
  /** What it was judged by: its own duty cycle, and no limit to meet. */
  readonly claim: Claim;
}

/** Two runs and what one of the plan's claims asks of the difference between them. */
export interface Arms {
  readonly metric: MetricDeclaration;
  readonly baseline: Arm;
  readonly candidate: Arm;
  /** Answers of both to the same samples, where the metric counts answers. */
  readonly pairs: PairedAnswers | undefined;
  /** Its confidence is that of each limit of the difference. */
  readonly claim: Claim;
}

/** Candidate minus baseline, in the metric's unit or, of shares, in percentage points. */
export interface Change {
  readonly bounds: Bounds;
  readonly method: string;
  /** Whether the same samples, or the same devices, were compared with each other. */
  readonly paired: boolean;
  /** What each device changed, where both runs are of the same ones. */
  readonly devices: readonly Omit<DeviceValue, 'met'>[];
  /** Why the numbers prove nothing, if they do not. */
  readonly reason?: string | undefined;
  readonly display: readonly Display[];
}

/** Unit of a change: shares change by percentage points. */
export const changeUnit = ({ unit }: Pick<MetricDeclaration, 'unit'>): string =>
  dimensionOf(unit) === 'share' ? 'points' : unit;

/** The metric whose value is how much this one changed. */
export const asChange = (metric: MetricDeclaration): MetricDeclaration => ({
  ...metric,
  unit: changeUnit(metric),
});

/** How many units of the change make one of the metric. */
export const changeScale = ({ unit }: Pick<MetricDeclaration, 'unit'>): number =>
  unit === '1' ? 100 : 1;

/** What a run says by itself: bounds and device values without any limit to meet. */
export const armOf = (gathered: Gathered, metric: MetricDeclaration, claim: Claim): Arm => {
  // Where the worst value is looked for, the limit's direction says which one that is.
  const fromAbove = isInspected(metric, claim) && limitsFromAbove(claim);
  // Every value is at least zero, so these limits decide and withhold nothing.
  const free = fromAbove
    ? ({ op: '<=', limit: Infinity } as const)
    : ({ op: '>=', limit: 0 } as const);
  const own: Claim = { ...claim, ...free, samples: gathered.samples };
  const { judge } = familyOf(metric, claim.statistic);
  return { gathered, judgement: judge(gathered.clusters, own), claim: own };
};

const isInspected = ({ family }: MetricDeclaration, { statistic }: Claim): boolean =>
  family === 'fact' || family === 'count' || statistic === 'every';

/** What either run has to say by itself, the baseline first, with its role before it. */
export const eitherSays = <T>(
  { baseline, candidate }: { readonly baseline: T; readonly candidate: T },
  ask: (one: T) => string | undefined,
): string | undefined => said('baseline', ask(baseline)) ?? said('candidate', ask(candidate));

const said = (role: string, text: string | undefined): string | undefined =>
  text === undefined ? undefined : `${role}: ${text}`;

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** Bounds in units that are `scale` times smaller; what is infinite is not known. */
export const scaled = (
  { estimate, lower, upper }: { estimate: number; lower: number; upper: number },
  scale: number,
): Bounds => ({
  estimate: finite(estimate * scale),
  lower: finite(lower * scale),
  upper: finite(upper * scale),
});

export const unknown: Bounds = { estimate: null, lower: null, upper: null };
