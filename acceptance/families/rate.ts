import type { RateStatistic } from '../../schemas/types/statistic.ts';
import { timeBetween } from '../statistics/reliability.ts';
import { decidedBy, decisiveBound, meets, outcomeOf } from './comparison.ts';
import type { Bounds, Claim, Cluster, Display, Family, Judgement, Wording } from './family.ts';
import { counted, percentInWords } from './number-words.ts';
import { hoursInWords, rateAdvice } from './rate-advice.ts';
import { judgeRate, rateClaimOf, totalRate, type JudgedRate } from './rate-claim.ts';
import { byDevice, tooFewSessions, tooUneven } from './scope.ts';
import { errorJudgement, inOrder, withheld } from './undecided.ts';

const METHOD =
  'one-sided bound of a Poisson rate (Garwood 1936); where clusters scatter beyond chance, count and time divided by the Pearson dispersion, widened by (t / z)^2 for few clusters';

const DERIVED = `${METHOD}; limits carried through a monotone function`;

const HOURS_PER_DAY = 24;

/** Why nothing can be counted, or undefined where it can. */
const faultIn = ({ events, exposure, missing }: Required<RateStatistic>): string | undefined => {
  if (missing > 0) {
    return `${missing} of ${events + missing} events ${missing === 1 ? 'does' : 'do'} not tell whether ${missing === 1 ? 'it counts' : 'they count'}`;
  }
  if (events === 0) return 'no event tells anything about it';
  return exposure > 0 ? undefined : 'the events cover no time';
};

const displayOf = (
  judged: JudgedRate,
  { exposure, count }: RateStatistic,
  { confidence }: Claim,
): Display[] => {
  const { factor } = judged;
  const between = timeBetween(count / factor, exposure / factor, confidence);
  const hours = (days: number | null): number | null =>
    days === null ? null : days * HOURS_PER_DAY;
  return [
    { name: 'Device time', value: hours(exposure), unit: 'h' },
    { name: 'Mean time between them', value: hours(between.mean), unit: 'h' },
    { name: 'Mean time between them, at least', value: hours(between.lower), unit: 'h' },
    {
      name: 'Dispersion',
      value: judged.dispersion,
      unit: '1',
      note: 'Variance of the counts over that of chance alone; 1 where the clusters share one rate.',
    },
  ];
};

const judge = (clusters: readonly Cluster<RateStatistic>[], claim: Claim): Judgement => {
  const method = claim.transform ? DERIVED : METHOD;
  const total = totalRate(clusters);
  const fault = faultIn(total);
  if (fault !== undefined) return errorJudgement(claim, method, fault);
  const { count, exposure, events } = total;
  const used = clusters.filter(({ statistic }) => statistic.exposure > 0);
  const judged = judgeRate(clusters, claim);
  const { apply, falling } = claim.transform ?? { apply: (rate: number) => rate, falling: false };
  const edges = [apply(judged.lower), apply(judged.upper)];
  const [lower = null, upper = null] = falling ? edges.toReversed() : edges;
  const bounds: Bounds = { estimate: apply(judged.rate), lower, upper };
  const outcome = outcomeOf(bounds, claim);

  const devices = [...byDevice(used)].map(([device, own]) => {
    const sum = totalRate(own);
    const value = apply(sum.count / sum.exposure);
    return { device, n: sum.events, k: sum.count, value, met: meets(value, claim) };
  });
  const watched = { exposure, clusters: used.length, events };
  const judgement: Judgement = {
    outcome,
    bounds,
    decisive: decisiveBound(claim),
    n: events,
    k: count,
    exposure,
    effectiveN: null,
    icc: null,
    method,
    pMet: judged.pMet,
    devices: inOrder(devices),
    display: displayOf(judged, total, claim),
    ...(outcome === 'inconclusive' ? rateAdvice(judged, rateClaimOf(claim), claim, watched) : {}),
  };
  const reason = tooFewSessions(used, claim) ?? tooUneven(used, claim, (own) => own.exposure);
  return withheld(judgement, reason);
};

/** A rate as it is spoken: "0.45 /h" as "0.45 an hour". */
const spoken = (written: string): string =>
  written.replace(/ \/(h|day|week|year)$/u, (_, per: string) =>
    per === 'h' ? ' an hour' : ` a ${per}`,
  );

const explain = (
  { outcome, bounds, decisive, k = 0, exposure = 0 }: Judgement,
  claim: Claim,
  { title, write, rule, whom }: Wording,
): string => {
  const decided = decidedBy(outcome, decisive);
  const edge = spoken(write(bounds?.[decided] ?? null, decided));
  const side = decisive === 'upper' ? 'at most' : 'at least';
  const time = `${hoursInWords(exposure)} of device time`;
  const seen = claim.transform
    ? `${title}: ${write(bounds?.estimate ?? null)}, from ${counted(k, 'stop')} in ${time}`
    : `${title}: ${k} in ${time}`;
  if (outcome === 'pass') {
    return `${seen}; with ${percentInWords(claim.confidence)} confidence ${side} ${edge} in ${whom} (required: ${rule}).`;
  }
  return outcome === 'fail'
    ? `${seen}, which misses the limit even when chance is allowed for: at best ${edge} (required: ${rule}).`
    : `${seen}, which proves only ${side} ${edge} (required: ${rule}).`;
};

/** Events counted over the time devices were watched: false alarms, restarts, errors. */
export const rate: Family<RateStatistic> = {
  empty: () => ({ count: 0, exposure: 0, missing: 0, events: 0 }),
  accumulate: (statistic, { value, exposure }) => {
    if (value === undefined || !(exposure >= 0 && exposure < Infinity)) statistic.missing += 1;
    else {
      statistic.count += value;
      statistic.exposure += exposure;
      statistic.events = (statistic.events ?? 0) + 1;
    }
    return statistic;
  },
  merge: (a, b) => ({
    count: a.count + b.count,
    exposure: a.exposure + b.exposure,
    missing: a.missing + b.missing,
    events: (a.events ?? 0) + (b.events ?? 0),
  }),
  judge,
  explain,
};
