import type { Criterion } from '../../schemas/types/record.ts';
import type { SufficientStatistic } from '../../schemas/types/statistic.ts';
import { decidedBy, decisiveBound } from '../families/comparison.ts';
import type { Claim, Cluster, Family, Judgement } from '../families/family.ts';
import { judgeShare } from '../families/share-claim.ts';

const FLOORS = [0.02, 0.05, 0.1] as const;
const CONFIDENCES = [0.9, 0.95, 0.99] as const;

/** Those, and that of one look where the suite declares several. */
const confidencesFor = ({ confidence }: Claim): number[] =>
  [...new Set([...CONFIDENCES, confidence])].toSorted((a, b) => a - b);

export type Sensitivity = Criterion['sensitivity'];

/**
 * The verdict under other assumptions: each floor of the correlation with each confidence where
 * the claim is a share (bound in %), each confidence elsewhere. Each with the bound it rests on.
 */
export const sensitivityOf = (
  judgement: Judgement,
  claim: Claim,
  family: Family<SufficientStatistic>,
  clusters: readonly Cluster<SufficientStatistic>[],
  inLimitUnit: (value: number | null) => number | null,
  unit: string,
): Sensitivity => {
  if (judgement.outcome === 'error') return [];
  const { shareBasis, withheld } = judgement;
  const confidences = confidencesFor(claim);
  if (shareBasis) {
    return FLOORS.flatMap((iccFloor) =>
      confidences.map((confidence) => {
        const { judge = judgeShare } = shareBasis;
        const judged = judge(shareBasis.counts, {
          ...shareBasis.claim,
          confidence,
          iccFloor,
        });
        const outcome = withheld ? 'inconclusive' : judged.outcome;
        const bound = judged.bounds[decidedBy(outcome, decisiveBound(shareBasis.claim))];
        return {
          icc_floor: iccFloor,
          confidence,
          outcome,
          bound: bound === null ? null : bound * 100,
          unit: '%',
        };
      }),
    );
  }
  // Values that are looked up do not depend on a confidence.
  if (judgement.effectiveN === null && judgement.pMet === null) return [];
  return confidences.map((confidence) => {
    const judged = family.judge(clusters, { ...claim, confidence });
    const outcome = withheld ? 'inconclusive' : judged.outcome;
    const bound = judged.bounds?.[decidedBy(outcome, judged.decisive)] ?? null;
    return { icc_floor: claim.iccFloor, confidence, outcome, bound: inLimitUnit(bound), unit };
  });
};
