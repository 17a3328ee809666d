import { metrics } from '../../../acceptance/metrics/index.ts';
import { normalCdf, normalQuantile } from '../../../acceptance/statistics/normal.ts';
import type { Random } from '../../../acceptance/statistics/random.ts';
import { tango } from '../../../acceptance/statistics/tango.ts';
import type { PairStatistic, SufficientStatistic } from '../../../schemas/types/statistic.ts';
import { betaShare, binomial, normal } from '../distributions.ts';
import { perDevice, type Situation, type Truth } from '../situation.ts';

const MARGIN = 2;
const BASELINE = 0.95;

/** Latent variance of what both builds see of a sample: device and sample together. */
const SHARED = 0.95;

const pairs = (onlyBaseline: number, onlyCandidate: number, all: number): PairStatistic => ({
  both: all - onlyBaseline - onlyCandidate,
  onlyBaseline,
  onlyCandidate,
  neither: 0,
  unpaired: 0,
  missing: 0,
  truths: [],
});

/** Correlation of right and wrong answers within a device whose latent effect has this variance. */
const answerCorrelation = (variance: number, accuracy: number): number => {
  const threshold = normalQuantile(accuracy);
  const steps = 400;
  let squares = 0;
  for (let i = 0; i < steps; i += 1) {
    const effect = Math.sqrt(variance) * normalQuantile((i + 0.5) / steps);
    squares += normalCdf((threshold - effect) / Math.sqrt(1 - variance)) ** 2 / steps;
  }
  return (squares - accuracy ** 2) / (accuracy * (1 - accuracy));
};

/** Variance of the latent device effect at which answers correlate by `icc`. */
const latentVariance = (icc: number): number => {
  if (icc === 0) return 0;
  let [low, high] = [0, SHARED];
  while (high - low > 1e-4) {
    const middle = (low + high) / 2;
    if (answerCorrelation(middle, BASELINE) < icc) low = middle;
    else high = middle;
  }
  return high;
};

const variances = new Map<number, number>();

/** Pairs of one device on which what is hard for one build is hard for the other. */
const drawHardDevice = (random: Random, icc: number, drop: number, n: number): PairStatistic => {
  const known = variances.get(icc) ?? latentVariance(icc);
  variances.set(icc, known);
  const device = Math.sqrt(known) * normal(random);
  const spread = Math.sqrt(SHARED - known);
  const own = Math.sqrt(1 - SHARED);
  const baseline = normalQuantile(BASELINE);
  const candidate = normalQuantile(BASELINE - drop);
  let [onlyBaseline, onlyCandidate] = [0, 0];
  for (let i = 0; i < n; i += 1) {
    const hardness = device + spread * normal(random);
    const first = hardness + own * normal(random) < baseline;
    const second = hardness + own * normal(random) < candidate;
    if (first && !second) onlyBaseline += 1;
    else if (second && !first) onlyCandidate += 1;
  }
  return pairs(onlyBaseline, onlyCandidate, n);
};

/** Pairs of one device whose own drop is skewed: most lose next to nothing, a few much. */
const drawSkewedDevice = (random: Random, icc: number, drop: number, n: number): PairStatistic => {
  const gained = 0.01;
  const lost = drop + gained;
  const variance = icc * (lost + gained - drop ** 2);
  const share = betaShare(random, lost, variance / (lost * (1 - lost)));
  const onlyBaseline = binomial(random, n, share);
  return pairs(onlyBaseline, binomial(random, n - onlyBaseline, gained / (1 - lost)), n);
};

const dropOf = (truth: Truth): number => (truth === 'limit' ? MARGIN / 100 : 0);

const shared = {
  metric: metrics.drop,
  claim: { op: '<=', limit: MARGIN, statistic: 'difference' },
  varied: 'correlation',
  values: [0, 0.05, 0.1, 0.3],
  better: 'no drop at all',
  naive: 'Tango over all pairs',
  repetitions: { limit: 4000, better: 1000 },
  passesNaively: (statistics: readonly SufficientStatistic[]) => {
    const counts = { onlyFirst: 0, onlySecond: 0, pairs: 0 };
    for (const { both, onlyBaseline, onlyCandidate } of statistics as readonly PairStatistic[]) {
      counts.onlyFirst += onlyBaseline;
      counts.onlySecond += onlyCandidate;
      counts.pairs += both + onlyBaseline + onlyCandidate;
    }
    return tango(counts, 0.95).upper <= MARGIN / 100;
  },
} satisfies Partial<Situation>;

/** Correlated answers: hard devices are hard for both builds. */
export const dropOfHardDevices = (pairsEach: number): Situation => ({
  ...shared,
  id: `drop-${pairsEach}`,
  title: `Drop of the accuracy at most ${MARGIN} points, ${pairsEach} pairs a device`,
  model:
    'The answers of each build correlate within a device because a device that is hard for one build is as hard for the other (probit model, baseline accuracy 95 %). Their differences correlate far less.',
  draw: (random, devices, icc, truth) =>
    perDevice(devices, () => drawHardDevice(random, icc, dropOf(truth), pairsEach)),
});

/** Correlated differences: the drop itself belongs to a few devices. */
export const dropOfFewDevices = (pairsEach: number): Situation => ({
  ...shared,
  id: `drop-of-few-${pairsEach}`,
  title: `The same drop, borne by few devices, ${pairsEach} pairs a device`,
  model:
    'Here the differences themselves correlate within a device: the share of answers lost is beta distributed over devices, so most lose next to nothing and a few lose much. A hard case that the least correlation does not cover.',
  draw: (random, devices, icc, truth) =>
    perDevice(devices, () => drawSkewedDevice(random, icc, dropOf(truth), pairsEach)),
});
