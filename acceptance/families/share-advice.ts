import { eventsForProportion } from '../statistics/power.ts';
import { provenBySuccessRun } from '../statistics/success-run.ts';
import type { Advice, ShareClaim } from './family.ts';
import { counted, percentInWords } from './number-words.ts';
import type { ShareJudgement } from './share-claim.ts';
import { notBeating } from './undecided.ts';

/** Chance of a pass that the advice plans for, if the measured share is the true one. */
const POWER = 0.8;

/** Largest share that so many clusters can prove, however many events: every event met. */
export const bestProvable = (clusters: number, confidence: number, iccFloor: number): number =>
  iccFloor > 0 ? provenBySuccessRun(clusters / iccFloor, confidence) : 1;

/** Events in a cluster that together hold `n` independent ones, or null where none can. */
export const eventsPerCluster = (n: number, clusters: number, icc: number): number | null => {
  const spare = clusters - n * icc;
  return spare > 0 ? Math.ceil((n * (1 - icc)) / spare) : null;
};

/**
 * What would decide a share that the data leave open: a fresh pilot of a size, more clusters, or
 * nothing. Topping up the same pilot is peeking and is never advised.
 */
export const shareAdvice = (
  judged: ShareJudgement,
  claim: ShareClaim,
  clusters: number,
): Advice => {
  const atLeast = claim.op === '>=' || claim.op === '>';
  if ((atLeast ? claim.share : 1 - claim.share) >= 1) {
    return {
      advice: `No number of events proves ${percentInWords(claim.share)}; a limit that can be proven leaves room for chance.`,
      needs: {},
    };
  }
  const needed = atLeast ? claim.share : 1 - claim.share;
  const seen = atLeast ? (judged.bounds.estimate ?? 0) : 1 - (judged.bounds.estimate ?? 1);
  const noun = claim.scope === 'fleet' ? 'device' : 'session';
  const best = bestProvable(clusters, claim.confidence, claim.iccFloor);
  const each = judged.trials / clusters;
  // The correlation at which these clusters would hold as little as they turned out to.
  const implied = each > 1 ? (judged.trials / judged.effectiveTrials - 1) / (each - 1) : 0;
  const icc = Math.min(1, Math.max(claim.iccFloor, implied));
  const sample = eventsForProportion(needed, seen, claim.confidence, POWER);
  if (sample === null) {
    return notBeating('share', 'events');
  }
  if (judged.capped) {
    return {
      advice: `The same samples on more devices cannot help: ${judged.effectiveTrials} different samples are worth no more than ${judged.effectiveTrials} events. A fresh pilot needs about ${sample.n} different samples.`,
      needs: { events: sample.n },
    };
  }
  const enough = Math.max(clusters, Math.ceil(sample.n * icc * 1.25), 5);
  if (best < needed) {
    const limit = atLeast
      ? `at most ${percentInWords(best)}`
      : `no less than ${percentInWords(1 - best)}`;
    return {
      advice: `More events cannot help: ${counted(clusters, noun)} ${clusters === 1 ? 'proves' : 'prove'} ${limit}. A fresh pilot needs about ${counted(enough, noun)}.`,
      needs: { clusters: enough },
    };
  }
  const here = eventsPerCluster(sample.n, clusters, icc);
  const used = here === null || here * clusters > 20 * sample.n ? enough : clusters;
  const perCluster = eventsPerCluster(sample.n, used, icc) ?? sample.n;
  return {
    advice: `A fresh pilot of about ${counted(perCluster * used, 'event')} on ${counted(used, noun)} would decide it with ${POWER * 100} % chance, if the measured share is the true one.`,
    needs: { events: perCluster * used, clusters: used },
  };
};
