import type { Need } from '../../schemas/types/requirements.ts';
import { inWords, percentInWords } from '../families/number-words.ts';
import { normalCdf } from '../statistics/normal.ts';
import { wilson } from '../statistics/wilson.ts';
import type { Assumption } from './assumption.ts';
import type { Question } from './question.ts';
import { firstDesign } from './first-design.ts';
import { smallestGap } from './gap-feasibility.ts';
import { needOf, rarityOf, type Sized } from './requirement.ts';
import { differentSamples, isShared } from './shared-samples.ts';

/** Share of good events in every group, where nobody says; a worse one needs more events. */
const USUAL_SHARE = 0.9;

/**
 * Chance that two groups of so many independent events are proven to lie within `limit`, if they
 * truly are `gap` apart: normal, with the half width that the score limits of both come to.
 */
const powerForGap = (limit: number, gap: number, n: number, confidence: number): number => {
  const { lower, upper } = wilson(n * USUAL_SHARE, n, 2 * confidence - 1);
  const half = Math.hypot(upper - USUAL_SHARE, USUAL_SHARE - lower);
  const error = Math.sqrt((2 * USUAL_SHARE * (1 - USUAL_SHARE)) / n);
  const reach = limit - half;
  return Math.max(0, normalCdf((reach - gap) / error) - normalCdf((-reach - gap) / error));
};

/** Size of a pilot for the largest gap of a share between groups. */
export const sizeGap = (question: Question, { value, icc }: Assumption): Sized => {
  const { claim, planned } = question;
  const { slices, scarcest, clusters } = planned;
  // Where the plan names no groups, two of one size.
  const groups = Math.max(2, slices.length);
  const pairs = (groups * (groups - 1)) / 2;
  const different = differentSamples(question);
  const power = (each: number, on: number, chance: (one: number) => number): number =>
    chance(
      powerForGap(
        claim.limit / 100,
        value / 100,
        Math.min((on * each) / (1 + Math.max(0, each - 1) * icc), different(on, each)),
        claim.confidence,
      ),
    );
  const ofAll = (one: number): number => one ** pairs;
  const needed = (wanted: number): Need | null => {
    if (!(value < claim.limit)) return null;
    const found = firstDesign((on, each) => power(each, on, ofAll) >= wanted, question, {
      icc,
      samples: isShared(question) ? 'shared' : 'own',
    });
    const rarity = slices.length < 2 ? groups : rarityOf(question);
    return found && needOf(found.clusters, found.clusters * found.each * rarity, question);
  };
  const isTold = scarcest !== undefined && Number.isFinite(clusters) && clusters > 0;
  const gap = value === 0 ? 'no gap' : `${inWords(value)} points`;
  const at = percentInWords(USUAL_SHARE);
  return {
    assumed: `${gap}, at ${at}`,
    condition: `there is ${value === 0 ? gap : `a gap of ${gap}`}, with ${at} right`,
    needed,
    power: isTold ? power(scarcest.events / clusters, clusters, ofAll) : null,
    best: isTold ? `<= ${inWords(100 * smallestGap(question), 'upper')} points` : null,
  };
};
