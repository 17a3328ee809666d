import { binomialCdf } from '../statistics/binomial.ts';
import { binomialTest } from '../statistics/binomial-test.ts';
import { lagOne, meanAndSd, medianDeviation, quantile } from '../statistics/descriptive.ts';
import { betaQuantile } from '../statistics/incomplete-beta.ts';
import { chiSquaredQuantile } from '../statistics/incomplete-gamma.ts';
import { normalCdf, normalQuantile } from '../statistics/normal.ts';
import { poissonCdf } from '../statistics/poisson.ts';
import { studentQuantile, studentTwoSidedP } from '../statistics/student-t.ts';
import type { Method } from './case.ts';

/** Distributions and descriptive numbers. */
export const distributions: Readonly<Record<string, Method>> = {
  normal_quantile: ({ p }) => ({ x: normalQuantile(p) }),
  normal_cdf: ({ x }) => ({ p: normalCdf(x) }),
  t_quantile: ({ p, df }) => ({ x: studentQuantile(p, df) }),
  t_two_sided_p: ({ t, df }) => ({ p: studentTwoSidedP(t, df) }),
  beta_quantile: ({ p, a, b }) => ({ x: betaQuantile(p, a, b) }),
  chi2_quantile: ({ p, df }) => ({ x: chiSquaredQuantile(p, df) }),
  binomial_test: ({ k, n }, { p0, alternative }) => ({ p: binomialTest(k, n, p0, alternative) }),
  binomial_cdf: ({ k, n, p }) => ({ p: binomialCdf(k, n, p) }),
  poisson_cdf: ({ k, mu }) => ({ p: poissonCdf(k, mu) }),
  mean_sd_lag1: ({ x }) => ({ ...meanAndSd(x), lag1: lagOne(x) }),
  mean_sd: ({ x }) => ({ ...meanAndSd(x) }),
  median_mad_iqr: ({ x }) => {
    const [low, high] = [quantile(x, 0.25), quantile(x, 0.75)];
    return {
      median: quantile(x, 0.5),
      mad: medianDeviation(x),
      iqr: low === null || high === null ? null : high - low,
    };
  },
  quantile_hf: ({ x }, { p }) => ({ q: p.map((share: number) => quantile(x, share)) }),
};
