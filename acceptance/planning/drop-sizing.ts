import type { Need } from '../../schemas/types/requirements.ts';
import { inWords, percentInWords } from '../families/number-words.ts';
import { PAIRED_SHARE_OF_FLOOR } from '../families/paired-difference.ts';
import { normalQuantile } from '../statistics/normal.ts';
import { pairsForMcNemar } from '../statistics/power-mcnemar.ts';
import { powerForPairs, type PairsTruth } from '../statistics/power-pairs.ts';
import { pairsForNonInferiority } from '../statistics/power.ts';
import type { Assumption } from './assumption.ts';
import type { Question } from './question.ts';
import { firstDesign } from './first-design.ts';
import { needOf, rarityOf, type Sized } from './requirement.ts';

const truthOf = ({ claim }: Question, { value, discordant, icc }: Assumption): PairsTruth => {
  const drop = value / 100;
  const iccFloor = claim.iccFloor * PAIRED_SHARE_OF_FLOOR;
  return {
    margin: claim.limit / 100,
    drop,
    discordant: Math.max(discordant, Math.abs(drop)),
    confidence: claim.confidence,
    iccFloor,
    icc: Math.max(iccFloor, icc * PAIRED_SHARE_OF_FLOOR),
  };
};

/** Size of a pilot for the loss of a candidate against its baseline on the same samples. */
export const sizeDrop = (question: Question, assumption: Assumption): Sized => {
  const { planned } = question;
  const truth = truthOf(question, assumption);
  const { slices, clusters } = planned;
  const needed = (power: number): Need | null => {
    const target = power ** (1 / Math.max(1, slices.length));
    const { discordant, drop, margin, confidence } = truth;
    const least = pairsForNonInferiority(discordant, drop, margin, confidence, target);
    if (least === null) return null;
    // Devices that differ ask for more than as many independent pairs.
    const found = firstDesign(
      (on, each) =>
        on * each >= least && powerForPairs(truth, { clusters: on, pairs: on * each }) >= target,
      question,
      truth,
    );
    return (
      found && needOf(found.clusters, found.clusters * found.each * rarityOf(question), question)
    );
  };
  const chance = (): number | null => {
    if (planned.events === null || !Number.isFinite(clusters)) return null;
    const sizes = slices.length > 0 ? slices.map(({ events }) => events) : [planned.events];
    return sizes.reduce((all, pairs) => all * powerForPairs(truth, { clusters, pairs }), 1);
  };
  const differ = percentInWords(truth.discordant);
  const size = inWords(Math.abs(assumption.value));
  const drop = assumption.value > 0 ? `${size} points lost` : `${size} points better`;
  const assumed = assumption.value === 0 ? 'no drop' : drop;
  return {
    assumed: `${assumed}, ${differ} differ`,
    condition: `${assumption.value === 0 ? 'there is' : assumption.value > 0 ? 'there are' : 'the candidate is'} ${assumed} and ${differ} of the pairs differ`,
    needed,
    power: chance(),
    best: bestOf(question, truth),
    ...noticeOf(truth),
  };
};

/** Smallest drop that pairs prove of which none differs, by the score limit of Tango 1998. */
const bestOf = ({ claim, planned }: Question, { margin, iccFloor }: PairsTruth): string | null => {
  const { scarcest, events, clusters } = planned;
  const pairs = scarcest?.events ?? events ?? 0;
  // A candidate that must be better is proven by pairs that differ.
  if (pairs === 0 || margin <= 0) return null;
  const each = Number.isFinite(clusters) && clusters > 0 ? Math.max(0, pairs / clusters - 1) : 0;
  const effective = pairs / (1 + each * iccFloor);
  const z = normalQuantile(claim.confidence);
  return `<= ${inWords((100 * z * z) / (effective + z * z), 'upper')} points`;
};

/** How many pairs would show a drop that is as large as the limit to be one. */
const noticeOf = ({ margin, discordant, confidence }: PairsTruth): Pick<Sized, 'caution'> => {
  if (margin <= 0) return {};
  const alpha = 2 * (1 - confidence);
  const pairs = pairsForMcNemar(Math.max(discordant, margin), margin, alpha, 0.8);
  return {
    caution: `a true drop as large as the limit shows as a drop with a chance of 80 % on ${pairs} independent pairs`,
  };
};
