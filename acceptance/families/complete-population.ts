import type { ShareStatistic, SufficientStatistic } from '../../schemas/types/statistic.ts';
import { meets } from './comparison.ts';
import type { Claim, Cluster, Family, Judgement } from './family.ts';
import { counted } from './number-words.ts';
import { errorJudgement, withheld } from './undecided.ts';

/** One class only, where the share is one over all classes: a constant answer looks perfect. */
const oneClass = (clusters: readonly Cluster<SufficientStatistic>[]): string | undefined => {
  const truths = new Set(
    clusters.flatMap(({ statistic }) => (statistic as Partial<ShareStatistic>).truths ?? []),
  );
  return truths.size === 1 ? `every event is of one class, ${[...truths][0]}` : undefined;
};

/** Why a complete population fails: its value, or some of its events where each must meet the limit. */
const missedBy = ({ reason }: Judgement, { statistic }: Claim): string =>
  statistic === 'every' && reason !== undefined
    ? reason
    : 'the complete population misses the limit';

/** What there is all of: the samples of a list, or the windows that a benchmark's rule asks for. */
export type Population = 'samples' | 'windows';

const methods: Readonly<Record<Population, (n: number) => string>> = {
  samples: (n) =>
    `complete population of ${n} samples (digest-fixed stimuli): the value itself, without inference`,
  windows: (n) => `all ${counted(n, 'window')} given: the value itself, without inference`,
};

const wholes: Readonly<Record<Population, (n: number) => string>> = {
  samples: (n) => `over the complete population of ${counted(n, 'sample')}`,
  windows: (n) => `over all ${counted(n, 'window')}`,
};

/**
 * A family whose value is compared with the limit as it is: the events are all there are, so that
 * nothing is inferred and few devices are as good as many. `gap` says why they are not all.
 */
export const completely = (
  family: Family<SufficientStatistic>,
  gap: string | undefined,
  population: Population = 'samples',
): Family<SufficientStatistic> => ({
  ...family,
  judge: (clusters, claim: Claim) => {
    const base = family.judge(clusters, { ...claim, scope: 'these-devices', leastDevices: 0 });
    if (base.outcome === 'error') return base;
    const method = methods[population](base.n);
    const value = base.bounds?.estimate ?? null;
    if (value === null) return errorJudgement(claim, method, 'the value is not known');
    const outcome = meets(value, claim) ? 'pass' : 'fail';
    const judgement: Judgement = {
      outcome,
      ...(outcome === 'fail' ? { reason: missedBy(base, claim) } : {}),
      bounds: { estimate: value, lower: value, upper: value },
      decisive: base.decisive,
      n: base.n,
      ...(base.k === undefined ? {} : { k: base.k }),
      effectiveN: null,
      icc: null,
      method,
      pMet: null,
      devices: base.devices,
    };
    return withheld(judgement, gap ?? oneClass(clusters));
  },
  explain: ({ outcome, bounds, n }, { statistic }, { title, write, rule }) => {
    const all = wholes[population](n);
    const missed = outcome === 'fail' ? ', which misses the limit' : '';
    const was = statistic === 'every' ? 'was at worst' : 'was';
    return `${title} ${was} ${write(bounds?.estimate ?? null)} ${all}${missed} (required: ${rule}); nothing is inferred beyond it.`;
  },
});
