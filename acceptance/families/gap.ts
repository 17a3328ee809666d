import type { ShareStatistic, SufficientStatistic } from '../../schemas/types/statistic.ts';
import { mover } from '../statistics/mover.ts';
import { explainAverage } from './average-sentence.ts';
import { decisiveBound, outcomeOf } from './comparison.ts';
import type { Bounds, Claim, Cluster, Family, GroupValue, Judgement } from './family.ts';
import { counted, percentInWords } from './number-words.ts';
import { proportion } from './proportion.ts';
import { errorJudgement, inOrder, withheld } from './undecided.ts';

const METHOD =
  'differences of the shares of every two groups, with limits recovered (Zou & Donner 2008) from Clopper-Pearson limits at the effective sample size of each; a pass needs every pair, a fail is adjusted for the number of pairs (Bonferroni)';

/** Events of one of the groups that a gap is taken between. */
export interface Group {
  readonly value: string;
  readonly clusters: readonly Cluster<SufficientStatistic>[];
  readonly samples?: number | undefined;
}

/** A group with what it says by itself, at the claim's confidence and at that of a fail. */
interface Judged {
  readonly group: Group;
  readonly judgement: Judgement;
  readonly adjusted: Judgement;
}

/** The larger share of two minus the smaller one. */
const apart = (a: Bounds | undefined, b: Bounds | undefined): ReturnType<typeof mover> => {
  const estimated = ({ estimate, lower, upper }: Partial<Bounds> = {}): Parameters<
    typeof mover
  >[0] => ({ estimate: estimate ?? 0, lower: lower ?? 0, upper: upper ?? 1 });
  const [first, second] = [estimated(a), estimated(b)];
  return first.estimate >= second.estimate ? mover(first, second) : mover(second, first);
};

/** Every two of a list. */
const pairsOf = <T>(list: readonly T[]): [T, T][] =>
  list.flatMap((a, i) => list.slice(i + 1).map((b): [T, T] => [a, b]));

const groupValue = ({ group, judgement }: Judged): GroupValue => ({
  value: group.value,
  n: judgement.n,
  effectiveN: judgement.effectiveN,
  estimate: judgement.share?.estimate ?? null,
  lower: judgement.share?.lower ?? null,
  upper: judgement.share?.upper ?? null,
});

/** Devices that have events in any group. */
const devicesOf = (judged: readonly Judged[]): Judgement['devices'] => {
  const events = new Map<string, number>();
  for (const { device, n } of judged.flatMap(({ judgement }) => judgement.devices)) {
    events.set(device, (events.get(device) ?? 0) + n);
  }
  return inOrder([...events].map(([device, n]) => ({ device, n, value: null, met: null })));
};

/** Why a group leaves the gap open: it has no events, or not enough. */
const openGroup = ({ group: { value }, judgement }: Judged): string | undefined => {
  if (judgement.outcome === 'error') return `${value} has no such event`;
  return judgement.withheld ? `${value}: ${judgement.reason}` : undefined;
};

/**
 * Judges the largest difference of a share between groups against a limit in percentage points. It
 * passes if every two groups are proven to lie within the limit, so nothing is adjusted
 * (intersection-union, Berger 1982); it fails if two of them are proven not to, adjusted for their
 * number. A group without enough events is never left out: it keeps the claim open.
 */
export const judgeGap = (groups: readonly Group[], claim: Claim): Judgement => {
  if (groups.length < 2) {
    const seen = groups[0] === undefined ? 'no group' : `one group only, ${groups[0].value}`;
    return errorJudgement(claim, METHOD, `there is ${seen}, and a gap needs two`);
  }
  const among = pairsOf(groups).length;
  const free: Claim = { ...claim, op: '>=', limit: 0, leastDevices: 0 };
  const judged = groups.map((group): Judged => {
    const own: Claim = { ...free, samples: group.samples };
    const judge = (confidence: number): Judgement =>
      proportion.judge(group.clusters as Cluster<ShareStatistic>[], { ...own, confidence });
    return {
      group,
      judgement: judge(claim.confidence),
      adjusted: judge(1 - (1 - claim.confidence) / among),
    };
  });
  const broken = judged.find(
    ({ group, judgement }) => judgement.outcome === 'error' && !isEmpty(group),
  );
  if (broken) {
    return errorJudgement(claim, METHOD, `${broken.group.value}: ${broken.judgement.reason}`);
  }
  const usable = judged.filter((one) => openGroup(one) === undefined);
  const open = judged.flatMap((one) => openGroup(one) ?? []);
  const seen = judged.filter(({ judgement }) => judgement.outcome !== 'error');
  const gaps = pairsOf(seen).map(([a, b]) => apart(a.judgement.share, b.judgement.share));
  const proven = pairsOf(usable).map(([a, b]) => apart(a.adjusted.share, b.adjusted.share).lower);
  // Limits are taken in both directions, and the smaller share may truly be the larger one.
  const widest = gaps.map(({ lower, upper }) => Math.max(upper, -lower));
  const bounds: Bounds = {
    estimate: gaps.length === 0 ? null : 100 * Math.max(...gaps.map(({ estimate }) => estimate)),
    lower: 100 * Math.max(0, ...proven),
    upper: open.length > 0 || widest.length === 0 ? null : 100 * Math.max(...widest),
  };
  const judgement: Judgement = {
    outcome: outcomeOf(bounds, claim),
    bounds,
    decisive: decisiveBound(claim),
    n: judged.reduce((sum, { judgement: { n } }) => sum + n, 0),
    effectiveN: null,
    icc: null,
    method: METHOD,
    pMet: null,
    devices: devicesOf(judged),
    groups: judged.map(groupValue),
  };
  if (judgement.outcome === 'fail' || open.length === 0) return judgement;
  const names = open.length === 1 ? 'a group has' : `${counted(open.length, 'group')} have`;
  return withheld(judgement, `${names} too few events: ${open.join('; ')}`);
};

const isEmpty = ({ clusters }: Group): boolean =>
  clusters.every(({ statistic }) => {
    const { trials, missing } = statistic as ShareStatistic;
    return trials === 0 && missing === 0;
  });

/** "site a 97.1 %, site b 93.0 %": the extreme groups. */
const extremesOf = (groups: readonly GroupValue[]): string => {
  const known = groups
    .flatMap(({ value, estimate }) => (estimate === null ? [] : [{ value, estimate }]))
    .toSorted((a, b) => b.estimate - a.estimate);
  const [first, last] = [known.at(0), known.at(-1)];
  if (!first || !last || first === last) return '';
  return ` Highest: ${first.value} with ${percentInWords(first.estimate)}; lowest: ${last.value} with ${percentInWords(last.estimate)}.`;
};

/** Largest gap of a share between groups. Unit: percentage points. */
export const gap: Family<ShareStatistic> = {
  ...proportion,
  judge: (_clusters, claim) => errorJudgement(claim, METHOD, 'a gap needs groups'),
  explain: (judgement, claim, wording) =>
    `${explainAverage(judgement, claim, wording)}${extremesOf(judgement.groups ?? [])}`,
};
