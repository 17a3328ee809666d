import type { PairStatistic } from '../../schemas/types/statistic.ts';
import { normalCdf, normalQuantile } from '../statistics/normal.ts';
import { studentCdf } from '../statistics/student-t.ts';
import { tangoScore, type PairedCounts } from '../statistics/tango.ts';
import { decidedBy, decisiveBound, limitsFromAbove, meets, outcomeOf } from './comparison.ts';
import type { Advice, Claim, Cluster, Family, Judgement } from './family.ts';
import { counted } from './number-words.ts';
import { armsOf, countsOf, dropOf, pairedDisplay } from './paired-counts.ts';
import { byDevice, tooFewSessions } from './scope.ts';
import { errorJudgement, faultIn, inOrder, notBeating, union, withheld } from './undecided.ts';

export { PAIRED_SHARE_OF_FLOOR } from './paired-counts.ts';

const METHOD =
  'the wider of the one-sided score limit of Tango 1998 at the effective number of pairs, with a fifth of the least intraclass correlation, and the t limit linearised by cluster (Obuchowski 1998)';

/** Observation of a pair: 0 neither right, 1 only the candidate, 2 only the baseline, 3 both. */
export const pairOutcome = (baseline: boolean, candidate: boolean): number =>
  (baseline ? 2 : 0) + (candidate ? 1 : 0);

/** Observation of an event whose sample the baseline does not have. */
export const UNPAIRED = -1;

const judge = (clusters: readonly Cluster<PairStatistic>[], claim: Claim): Judgement => {
  const used = clusters.filter(({ statistic }) => countsOf([statistic]).pairs > 0);
  const statistics = used.map(({ statistic }) => statistic);
  const counts = countsOf(statistics);
  const missing = clusters.reduce((total, { statistic }) => total + statistic.missing, 0);
  const unpaired = clusters.reduce((total, { statistic }) => total + statistic.unpaired, 0);
  const fault =
    counts.pairs === 0 && unpaired > 0
      ? `none of ${unpaired} samples is in the baseline`
      : faultIn({ observed: counts.pairs, missing });
  if (fault !== undefined) return errorJudgement(claim, METHOD, fault);

  const margin = claim.limit / 100;
  const drop = dropOf(statistics, claim.confidence, claim.iccFloor);
  const { estimate, effective, standardError } = drop;
  const bounds = { estimate: estimate * 100, lower: drop.lower * 100, upper: drop.upper * 100 };
  const side = limitsFromAbove(claim) ? 1 : -1;
  const t = standardError > 0 ? (side * (estimate - margin)) / standardError : 0;
  const pMet = Math.max(
    1 - normalCdf(side * tangoScore(effective, margin)),
    standardError > 0 ? 1 - studentCdf(t, used.length - 1) : 0,
  );
  const devices = [...byDevice(used)].map(([device, own]) => {
    const paired = countsOf(own.map(({ statistic }) => statistic));
    const value = ((paired.onlyFirst - paired.onlySecond) / paired.pairs) * 100;
    return { device, n: paired.pairs, value, met: meets(value, claim) };
  });
  const outcome = outcomeOf(bounds, claim);
  const truths = new Set(statistics.flatMap((statistic) => statistic.truths));
  const oneClass = truths.size === 1 ? `every pair is of one class, ${[...truths][0]}` : undefined;
  const judgement: Judgement = {
    outcome,
    bounds,
    decisive: decisiveBound(claim),
    n: counts.pairs,
    effectiveN: effective.pairs,
    icc: null,
    method: METHOD,
    pMet,
    devices: inOrder(devices),
    arms: armsOf(statistics),
    display: pairedDisplay(statistics, (1 + claim.confidence) / 2),
    ...(outcome === 'inconclusive' ? advise(counts, margin, claim, used.length) : {}),
  };
  return withheld(judgement, oneClass ?? tooFewSessions(used, claim));
};

/** Pairs a fresh pilot needs for a pass in 80 of 100, if the measured difference is the true one. */
const advise = (counts: PairedCounts, margin: number, claim: Claim, clusters: number): Advice => {
  const side = limitsFromAbove(claim) ? 1 : -1;
  const gap = side * (margin - (counts.onlyFirst - counts.onlySecond) / counts.pairs);
  if (gap <= 0) {
    return notBeating('difference', 'pairs');
  }
  // One discordant pair more than seen: a count of zero is not a share of zero.
  const discordant = (counts.onlyFirst + counts.onlySecond + 1) / (counts.pairs + 1);
  const z = normalQuantile(claim.confidence) + normalQuantile(0.8);
  const pairs = Math.max(counts.pairs, Math.ceil((z * z * discordant) / (gap * gap)));
  const noun = claim.scope === 'fleet' ? 'devices' : 'sessions';
  const on = Math.max(5, clusters);
  return {
    advice: `A fresh pilot of about ${pairs} paired samples on ${on} ${noun} would decide it with 80 % chance, if the measured difference is the true one.`,
    needs: { events: pairs, clusters: on },
  };
};

/** Loss of the candidate against the baseline on the same samples. Unit: percentage points. */
export const pairedDifference: Family<PairStatistic> = {
  empty: () => ({
    both: 0,
    onlyBaseline: 0,
    onlyCandidate: 0,
    neither: 0,
    unpaired: 0,
    missing: 0,
    truths: [],
  }),
  accumulate: (statistic, { value, truth }) => {
    if (value === undefined) statistic.missing += 1;
    else if (value === UNPAIRED) statistic.unpaired += 1;
    else {
      if (value === 3) statistic.both += 1;
      else if (value === 2) statistic.onlyBaseline += 1;
      else if (value === 1) statistic.onlyCandidate += 1;
      else statistic.neither += 1;
      if (truth !== undefined && !statistic.truths.includes(truth)) statistic.truths.push(truth);
    }
    return statistic;
  },
  merge: (a, b) => ({
    both: a.both + b.both,
    onlyBaseline: a.onlyBaseline + b.onlyBaseline,
    onlyCandidate: a.onlyCandidate + b.onlyCandidate,
    neither: a.neither + b.neither,
    unpaired: a.unpaired + b.unpaired,
    missing: a.missing + b.missing,
    truths: union(a.truths, b.truths),
  }),
  judge,
  explain: ({ outcome, bounds, decisive, n }, _claim, { title, write, rule, whom }) => {
    const estimate = write(bounds?.estimate ?? null);
    const decided = decidedBy(outcome, decisive);
    const edge = write(bounds?.[decided] ?? null, decided);
    const side = decisive === 'upper' ? 'at most' : 'at least';
    if (outcome === 'pass') {
      return `${title}: ${estimate} on ${counted(n, 'paired sample')}; even allowing for chance ${side} ${edge} in ${whom} (required: ${rule}).`;
    }
    if (outcome === 'fail') {
      return `${title}: ${estimate} on ${counted(n, 'paired sample')}, which misses the limit even when chance is allowed for: at best ${edge} (required: ${rule}).`;
    }
    return `${title}: ${estimate} on ${counted(n, 'paired sample')}, which proves only ${side} ${edge} (required: ${rule}).`;
  },
};
