import type { Claim } from '../families/family.ts';
import { provenBySuccessRun } from '../statistics/success-run.ts';

/** Events of a condition, or of all. */
export interface Lot {
  readonly events: number;
  /** Different samples behind them; infinite where they do not matter or are not told. */
  readonly distinct: number;
}

/** Independent events that a lot on so many clusters is worth at most, if all of them are good. */
export const worthAtBest = (
  { events, distinct }: Lot,
  clusters: number,
  iccFloor: number,
): number => {
  if (events === 0 || clusters === 0) return 0;
  const each = Number.isFinite(clusters) ? Math.max(0, events / clusters - 1) : 0;
  return Math.min(events / (1 + each * iccFloor), distinct);
};

/** Share that a lot on so many clusters proves if every one of its events is good. */
export const provenAtBest = (
  lot: Lot,
  clusters: number,
  { confidence, iccFloor }: Pick<Claim, 'iccFloor' | 'confidence'>,
): number => provenBySuccessRun(worthAtBest(lot, clusters, iccFloor), confidence);
