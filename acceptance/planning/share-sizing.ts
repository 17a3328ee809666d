import type { Need } from '../../schemas/types/requirements.ts';
import { limitsFromAbove } from '../families/comparison.ts';
import { inWords, percentInWords } from '../families/number-words.ts';
import { bestProvable } from '../families/share-advice.ts';
import { powerForShare, type ShareDesign, type ShareTruth } from '../statistics/power-share.ts';
import { wordingOf } from '../judgement/claim.ts';
import type { Assumption } from './assumption.ts';
import type { Question } from './question.ts';
import { firstDesign } from './first-design.ts';
import { needOf, rarityOf, type Sized } from './requirement.ts';
import { bestScore, isScore } from './score-feasibility.ts';
import { neededShare } from './share-feasibility.ts';
import { differentSamples, isShared } from './shared-samples.ts';
import { provenAtBest, type Lot } from './worth.ts';

/** Share of good events that is asked for; a score is judged like the share of its right answers. */
const neededOf = ({ criterion, metric, claim }: Question): number => {
  if (metric.family === 'calibration') return 1 - claim.limit;
  return metric.family === 'macro-f1' ? claim.limit : (neededShare(criterion) ?? 1);
};

/** Share of good events that is assumed. */
const assumedOf = ({ metric, claim }: Question, value: number): number => {
  if (metric.family === 'macro-f1') return value;
  if (metric.family === 'quantile' || metric.family === 'calibration') return 1 - value;
  return limitsFromAbove(claim) ? 1 - value / 100 : value / 100;
};

const truthOf = (question: Question, { value, icc }: Assumption): ShareTruth => ({
  needed: neededOf(question),
  assumed: assumedOf(question, value),
  confidence: question.claim.confidence,
  iccFloor: question.claim.iccFloor,
  icc,
});

/** Pilot whose scarcest condition passes with a chance. */
const designOf = (question: Question, truth: ShareTruth, power: number): ShareDesign | null => {
  if (!(truth.assumed > truth.needed)) return null;
  const different = differentSamples(question);
  const sized = (clusters: number, each: number): ShareDesign => ({
    clusters,
    events: clusters * each,
    most: different(clusters, each),
  });
  const found = firstDesign(
    (clusters, each) => powerForShare(truth, sized(clusters, each)) >= power,
    question,
    { icc: truth.icc, samples: isShared(question) ? 'shared' : 'own' },
  );
  return found && sized(found.clusters, found.each);
};

/**
 * Chance that every condition passes, as if one passing told nothing of the others; the whole holds
 * all their events and passes with them. Without conditions, that the whole passes.
 */
const chanceOf = ({ planned }: Question, truth: ShareTruth): number | null => {
  const { events, clusters, apart, slices, distinct } = planned;
  if (events === null || !Number.isFinite(clusters)) return null;
  const lots: readonly Lot[] = slices.length > 0 ? slices : [{ events, distinct }];
  return lots.reduce(
    (chance, { events: size, distinct: most }) =>
      chance * powerForShare(truth, { clusters, apart, events: size, most }),
    1,
  );
};

const bestOf = (question: Question): string | null => {
  const { metric, claim, planned } = question;
  if (isScore(metric)) {
    const score = bestScore(question);
    if (score === null) return null;
    return limitsFromAbove(claim)
      ? `<= ${inWords(score, 'upper')}`
      : `>= ${inWords(score, 'lower')}`;
  }
  const { apart, scarcest } = planned;
  const { events, distinct } = scarcest ?? planned;
  const best =
    events === null
      ? bestProvable(apart, claim.confidence, claim.iccFloor)
      : provenAtBest({ events, distinct }, apart, claim);
  // Without a least correlation any number of events would prove nearly everything.
  if (best >= 1) return null;
  if (metric.family === 'quantile') return `${percentInWords(best, 'lower')} good`;
  return limitsFromAbove(claim)
    ? `<= ${percentInWords(1 - best, 'upper')}`
    : `>= ${percentInWords(best, 'lower')}`;
};

const cautionOf = (question: Question, truth: ShareTruth): string | undefined => {
  const { plan, planned, claim } = question;
  if (isShared(question)) {
    const { name, distinct } = { name: undefined, ...(planned.scarcest ?? planned) };
    const where = name === undefined ? '' : ` in ${name}`;
    return `the devices share ${distinct} different samples${where}, and the same samples on more devices prove no more`;
  }
  const ceiling = bestProvable(planned.apart, claim.confidence, claim.iccFloor);
  const noun = plan.claim === 'fleet' ? 'devices' : 'sessions';
  return ceiling < truth.needed
    ? `more events cannot help: ${planned.apart} ${noun} prove at most ${percentInWords(ceiling, 'lower')}`
    : undefined;
};

/** Size of a pilot for a share of events: latency quantiles, accuracy, recall, update success, scores. */
export const sizeShare = (question: Question, assumption: Assumption): Sized => {
  const truth = truthOf(question, assumption);
  const { slices } = question.planned;
  const needed = (power: number): Need | null => {
    // Every condition has to pass, and the scarcest decides how many events there must be.
    const design = designOf(question, truth, power ** (1 / Math.max(1, slices.length)));
    return design && needOf(design.clusters, design.events * rarityOf(question), question);
  };
  const caution = cautionOf(question, truth);
  return {
    ...wordsOf(question, assumption),
    needed,
    power: chanceOf(question, truth),
    best: bestOf(question),
    ...(caution === undefined ? {} : { caution }),
  };
};

const wordsOf = (
  { criterion, metric, claim, plan }: Question,
  { value }: Assumption,
): Pick<Sized, 'assumed' | 'condition'> => {
  if (metric.family === 'quantile') {
    const share = percentInWords(value);
    const beyond = `${limitsFromAbove(claim) ? 'over' : 'under'} the limit`;
    return { assumed: `${share} ${beyond}`, condition: `of all events ${share} are ${beyond}` };
  }
  const written = isScore(metric)
    ? String(Number(value.toFixed(4)))
    : wordingOf(criterion, metric, plan).write(value);
  return { assumed: written, condition: `it is ${written}` };
};
