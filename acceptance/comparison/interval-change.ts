import type { RateStatistic } from '../../schemas/types/statistic.ts';
import type { Bounds, Display } from '../families/family.ts';
import { mover, type Estimated } from '../statistics/mover.ts';
import { rateRatio } from '../statistics/rate-ratio.ts';
import { changeScale, scaled, unknown, type Arm, type Arms, type Change } from './change.ts';

const METHOD =
  'limits recovered from those of each run by itself, the runs being independent (Zou & Donner 2008)';

const FACT = 'inspection: the difference of what was seen, without inference beyond it';

const estimatedOf = (bounds: Bounds | undefined): Estimated | undefined =>
  bounds?.estimate == null
    ? undefined
    : {
        estimate: bounds.estimate,
        lower: bounds.lower ?? -Infinity,
        upper: bounds.upper ?? Infinity,
      };

const countOf = ({ gathered }: Arm): { count: number; exposure: number } =>
  gathered.clusters
    .map(({ statistic }) => statistic as RateStatistic)
    .reduce(
      (sum, { count, exposure }) => ({
        count: sum.count + count,
        exposure: sum.exposure + exposure,
      }),
      { count: 0, exposure: 0 },
    );

/** The ratio of two rates as if events were independent; the verdict allows for their clusters. */
const rateDisplay = ({ metric, baseline, candidate, claim }: Arms): Display[] => {
  const [before, after] = [countOf(baseline), countOf(candidate)];
  if (metric.family !== 'rate' || !(before.exposure > 0) || !(after.exposure > 0)) return [];
  const { ratio, lower, upper, p } = rateRatio(after, before, claim.confidence);
  const note = 'exact, as if events were independent';
  return [
    { name: 'rate over that of the baseline', value: ratio, unit: '1', note },
    { name: 'ratio, lower limit', value: lower, unit: '1', note },
    { name: 'ratio, upper limit', value: upper, unit: '1', note },
    { name: 'p of equal rates', value: p, unit: '1', note },
  ];
};

/** Change of a value of which each run has an estimate and limits of its own. */
export const intervalChange = (arms: Arms): Change => {
  const { baseline, candidate, metric } = arms;
  const [before, after] = [baseline, candidate].map(({ judgement }) =>
    estimatedOf(judgement.bounds),
  );
  return {
    bounds: before && after ? scaled(mover(after, before), changeScale(metric)) : unknown,
    method: METHOD,
    paired: false,
    devices: [],
    display: rateDisplay(arms),
  };
};

/** Difference of two facts; what was seen is what there is. */
export const factChange = ({ baseline, candidate }: Arms): Change => {
  const [before, after] = [baseline, candidate].map(({ judgement }) => judgement.bounds?.estimate);
  const difference = before == null || after == null ? null : after - before;
  return {
    bounds: { estimate: difference, lower: difference, upper: difference },
    method: FACT,
    paired: false,
    devices: [],
    display: [],
  };
};
