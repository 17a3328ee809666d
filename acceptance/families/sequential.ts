import type { SufficientStatistic } from '../../schemas/types/statistic.ts';
import { clusterProportion, type ClusterCount } from '../statistics/cluster-proportion.ts';
import { confidenceSequence, type BetaPrior } from '../statistics/confidence-sequence.ts';
import { probabilityRatio } from '../statistics/probability-ratio.ts';
import { outcomeOf } from './comparison.ts';
import type { Advice, Bounds, Family, Judgement, Outcome, ShareClaim } from './family.ts';
import { inWords, percentInWords } from './number-words.ts';
import { countApart } from './scope.ts';
import { bestProvable } from './share-advice.ts';
import { errorJudgement, withheld } from './undecided.ts';

/** How a share is judged at every look. */
export interface Sequential {
  readonly by: 'confidence-sequence' | 'sprt';
  /** Share of events that are expected not to meet the limit; `sprt` needs it. */
  readonly expected?: number | undefined;
}

/** Chance that `sprt` ends a product as good as expected with a fail. */
const BETA = 0.2;

const COUNTED =
  'valid at every look for independent units, here the events at the effective sample size of Korn and Graubard 1998 with a least intraclass correlation';

const METHODS: Readonly<Record<Sequential['by'], string>> = {
  'confidence-sequence': `beta-binomial confidence sequence (Robbins 1970, Howard et al. 2021), ${COUNTED}`,
  sprt: `sequential probability ratio test of Wald 1945, a fail of what is as good as expected at most ${BETA * 100} % of the time; the first look that decides ends it; ${COUNTED}`,
};

/** Few failures are allowed where a limit is near 1, and the mixture is to look for few. */
const priorFor = (allowed: number): BetaPrior =>
  allowed <= 0.1 ? { a: 1, b: 30 } : { a: 1, b: 1 };

interface Judged {
  readonly outcome: Outcome;
  readonly bounds: Bounds;
  /** ln of how much likelier the expected share is than the limit, where that is what decides. */
  readonly logRatio?: number;
}

/** Judges a share measured in clusters at one of any number of looks. */
const judgeShareAtLook = (
  counts: readonly ClusterCount[],
  claim: ShareClaim,
  { by, expected }: Sequential,
): Judged => {
  const measured = clusterProportion(counts, claim.confidence, claim.iccFloor, claim.most);
  const { share, successes, trials, effectiveTrials } = measured;
  const hits = successes === trials ? effectiveTrials : effectiveTrials * share;
  const atLeast = claim.op === '>=' || claim.op === '>';
  const failures = atLeast ? effectiveTrials - hits : hits;
  const allowed = atLeast ? 1 - claim.share : claim.share;
  const alpha = 1 - claim.confidence;
  const limits = confidenceSequence(failures, effectiveTrials, alpha, priorFor(allowed));
  const bounds: Bounds = atLeast
    ? { estimate: share, lower: 1 - limits.upper, upper: 1 - limits.lower }
    : { estimate: share, ...limits };
  if (by === 'confidence-sequence') {
    return { outcome: outcomeOf(bounds, { op: claim.op, limit: claim.share }), bounds };
  }
  const test = { pGood: expected ?? Number.NaN, pBad: allowed, alpha, beta: BETA };
  const { decision, logRatio } = probabilityRatio(failures, effectiveTrials, test);
  const outcomes = { PASS: 'pass', FAIL: 'fail', CONTINUE: 'inconclusive' } as const;
  return { outcome: outcomes[decision], bounds, logRatio };
};

const adviceFor = (apart: number, claim: ShareClaim, base: Judgement): Advice => {
  const needed = claim.op === '>=' || claim.op === '>' ? claim.share : 1 - claim.share;
  const stuck = bestProvable(apart, claim.confidence, claim.iccFloor) < needed;
  if (stuck && base.advice !== undefined) {
    return { advice: base.advice, ...(base.needs && { needs: base.needs }) };
  }
  return {
    advice:
      'Events may be added to the same pilot and looked at again: the limits hold at every look.',
  };
};

/** More than so many times more likely is beyond any doubt, and no number to read. */
const READABLE = 1000;

const timesInWords = (odds: number): string =>
  odds > READABLE ? `more than ${READABLE} times` : `${inWords(odds, 'lower')} times`;

/**
 * A family of shares judged so that it may be looked at as often as one likes while events come in.
 * Its limits are wider than those of one fixed look, and are not split over looks.
 */
export const sequentially = (
  family: Family<SufficientStatistic>,
  how: Sequential,
): Family<SufficientStatistic> => ({
  ...family,
  judge: (clusters, claim) => {
    const base = family.judge(clusters, claim);
    if (base.outcome === 'error' || !base.shareBasis) return base;
    const { counts, claim: share } = base.shareBasis;
    const allowed = share.op === '>=' || share.op === '>' ? 1 - share.share : share.share;
    const usable = how.expected !== undefined && how.expected > 0 && how.expected < allowed;
    if (how.by === 'sprt' && !usable) {
      return errorJudgement(claim, METHODS.sprt, 'the expected value does not beat the limit');
    }
    const judged = judgeShareAtLook(counts, share, how);
    const { lower, upper } = judged.bounds;
    const percent = (value: number | null): number | null => (value === null ? null : value * 100);
    const estimate = base.bounds?.estimate ?? null;
    // The limits are those of the share; what they mean for a quantile's value is not worked out.
    const valued = clusters.some(({ statistic }) => 'values' in statistic);
    const { reason: _, advice: _advice, needs: _needs, withheld: _withheld, ...rest } = base;
    const judgement: Judgement = {
      ...rest,
      outcome: judged.outcome,
      bounds: valued
        ? { estimate, lower: null, upper: null }
        : { estimate, lower: percent(lower), upper: percent(upper) },
      share: judged.bounds,
      method: METHODS[how.by],
      pMet: null,
      shareBasis: {
        counts,
        claim: share,
        judge: (own, asked) => judgeShareAtLook(own, asked, how),
      },
      ...(judged.logRatio === undefined
        ? {}
        : {
            display: [
              {
                name: 'log of the probability ratio',
                value: judged.logRatio,
                unit: '1',
                note: 'how much likelier the events are at the expected share than at the limit',
              },
            ],
          }),
      ...(judged.outcome === 'inconclusive' ? adviceFor(countApart(clusters), share, base) : {}),
    };
    return withheld(judgement, base.withheld ? base.reason : undefined);
  },
  explain: (judgement, claim, wording) => {
    const ratio = how.by === 'sprt' ? judgement.display?.[0]?.value : undefined;
    if (ratio == null) return family.explain(judgement, claim, wording);
    const { share, bounds } = judgement;
    const seen = share?.estimate == null ? 'unknown' : percentInWords(share.estimate);
    const isValue = bounds?.lower == null && bounds?.upper == null;
    const measured = isValue ? `${seen} of the events met the limit` : `measured ${seen}`;
    const [likelier, than] =
      ratio >= 0 ? ['as expected', 'at the limit'] : ['at the limit', 'as expected'];
    const odds = `${timesInWords(Math.exp(Math.abs(ratio)))} likelier if the share is ${likelier} than if it is ${than}`;
    const says = { pass: 'proves it', fail: 'refutes it' } as const;
    const verdict =
      judgement.outcome === 'pass' || judgement.outcome === 'fail'
        ? `which ${says[judgement.outcome]} at any look`
        : 'which decides nothing yet';
    return `${wording.title}: ${measured}, ${odds}, ${verdict} (required: ${wording.rule}).`;
  },
});
