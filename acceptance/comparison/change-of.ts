import type { Plan } from '../../schemas/types/plan.ts';
import { brokenBy, doubtIn } from '../judgement/integrity.ts';
import { eitherSays, type Arms, type Change } from './change.ts';
import { deviceChange } from './device-change.ts';
import { factChange, intervalChange } from './interval-change.ts';
import { quantileChange } from './quantile-change.ts';
import { shareChange } from './share-change.ts';

/** Why two runs cannot be compared at all, or undefined where they can. */
export const faultOf = (arms: Arms, plan: Plan): string | undefined => {
  const { otherTruth } = arms.pairs ?? {};
  if (otherTruth !== undefined) return `the two have another truth for sample ${otherTruth}`;
  return (
    eitherSays(arms, ({ gathered }) => brokenBy(gathered, plan)) ??
    eitherSays(arms, ({ judgement: { outcome, reason } }) =>
      outcome === 'error' ? reason : undefined,
    )
  );
};

/** Why what can be compared proves nothing, or undefined where it may. */
export const doubtOf = (arms: Arms): string | undefined => {
  const [before, after] = [arms.baseline.gathered.origin, arms.candidate.gathered.origin];
  const origins =
    before === after
      ? undefined
      : `the baseline is ${before} and the candidate ${after}, and a difference may be due to that`;
  return (
    eitherSays(arms, ({ gathered }) => doubtIn(gathered)) ??
    eitherSays(arms, ({ judgement: { withheld, reason } }) => (withheld ? reason : undefined)) ??
    origins
  );
};

const byFamily = (arms: Arms): Change => {
  switch (arms.metric.family) {
    case 'proportion': {
      return shareChange(arms);
    }
    case 'quantile': {
      return quantileChange(arms);
    }
    case 'count':
    case 'fact': {
      return factChange(arms);
    }
    case 'rate':
    case 'auc':
    case 'auc-macro': {
      return intervalChange(arms);
    }
    default: {
      const change = deviceChange(arms);
      // Where devices have no value of their own, each run's own limits are what is left.
      return change.bounds.estimate === null && arms.claim.scope === 'fleet'
        ? intervalChange(arms)
        : change;
    }
  }
};

/** How much a criterion's metric changed from baseline to candidate, each limit at the claim's confidence. */
export const changeOf = (arms: Arms): Change => byFamily(arms);
