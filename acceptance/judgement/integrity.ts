import type { MetricDeclaration } from '../../schemas/types/metric.ts';
import type { Plan } from '../../schemas/types/plan.ts';
import type { PairStatistic } from '../../schemas/types/statistic.ts';
import type { Gathered } from '../aggregation/accumulator.ts';
import type { Silence } from '../aggregation/session-clock.ts';
import { counted } from '../families/number-words.ts';

const SECONDS_PER_DAY = 86_400;

const nameOf = (sample: string): string =>
  sample.length > 60 ? `${sample.slice(0, 59)}…` : sample;

/** Why what was gathered is no evidence at all, or undefined where it is. */
export const brokenBy = ({ gaps }: Gathered, { profile }: Plan): string | undefined => {
  if (gaps.conflicting > 0) {
    return `two different events carry the same number, ${gaps.conflicting === 1 ? 'once' : `${gaps.conflicting} times`}`;
  }
  if (gaps.otherTruth !== undefined) {
    return `the baseline has another truth for sample ${nameOf(gaps.otherTruth)}`;
  }
  if (gaps.busySeconds > SECONDS_PER_DAY) {
    return `the profile's ${profile?.inferences_per_day} inferences a day would take ${Math.ceil(gaps.busySeconds)} s, and a day has ${SECONDS_PER_DAY} s`;
  }
  return undefined;
};

/** Silence that no device in use keeps: a clock that jumped looks like a month without a fault. */
const LONGEST_SILENCE_DAYS = 31;

/** Why the time that a rate is counted in may not have passed, or undefined where it may. */
export const silenceIn = (
  { exposure }: MetricDeclaration,
  silence: Silence | undefined,
): string | undefined =>
  exposure !== undefined && silence !== undefined && silence.days > LONGEST_SILENCE_DAYS
    ? `${silence.device} sent nothing for ${Math.round(silence.days)} days by its clock, which may have jumped`
    : undefined;

/** Why what was gathered may be the better part of what there was, or undefined where it is all. */
export const doubtIn = ({ gaps, clusters }: Gathered): string | undefined => {
  const { unlabelled, contradicted, unstarted, unused } = gaps;
  if (unlabelled > 0) {
    return `${counted(unlabelled, 'inference')} ${unlabelled === 1 ? 'carries' : 'carry'} no truth and may be the wrong ones`;
  }
  if (contradicted > 0) {
    return `${counted(contradicted, 'answer')} to a sample differed from the first on the same device`;
  }
  if (unstarted > 0) {
    return `${counted(unstarted, 'session')} began without a boot event, and why ${unstarted === 1 ? 'it' : 'they'} did is not known`;
  }
  const unpaired = clusters.reduce(
    (sum, { statistic }) => sum + ((statistic as PairStatistic).unpaired ?? 0),
    0,
  );
  return unpaired + unused > 0
    ? `${counted(unpaired, 'sample')} of the candidate and ${unused} of the baseline have no partner`
    : undefined;
};
