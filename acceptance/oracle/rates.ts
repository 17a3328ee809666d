import { poissonCdf, poissonUpperTail } from '../statistics/poisson.ts';
import { dispersedRate, type RateCount } from '../statistics/rate-dispersion.ts';
import { exposureForRate, zeroEventExposure } from '../statistics/rate-exposure.ts';
import { rateRatio } from '../statistics/rate-ratio.ts';
import { availability, downtimePerYear, timeBetween } from '../statistics/reliability.ts';
import type { Method } from './case.ts';

/** What is not a number, or unbounded, is not available. */
const known = (value: number): number | null => (Number.isFinite(value) ? value : null);

const overdispersed: Method = ({ counts, exposures }, { conf }) => {
  const clusters: RateCount[] = counts.map((count: number, i: number) => ({
    count,
    exposure: exposures[i],
  }));
  const { rate, dispersion, upper } = dispersedRate(clusters, conf);
  const total = clusters.reduce((sum, { count }) => sum + count, 0);
  const time = clusters.reduce((sum, { exposure }) => sum + exposure, 0);
  // One cluster of the divided counts: the limits without the correction for few devices.
  const plain = [{ count: total, exposure: time }];
  return {
    rate: known(rate),
    dispersion,
    upperQuasi: known(dispersedRate(plain, conf, dispersion).upper),
    upperRecommended: known(upper),
  };
};

/** Rates of events, time between failures and time up. */
export const rates: Readonly<Record<string, Method>> = {
  poisson_rate_test: ({ count, exposure }, { rate0, alternative }) => ({
    p:
      alternative === 'less'
        ? poissonCdf(count, rate0 * exposure)
        : poissonUpperTail(count, rate0 * exposure),
  }),
  poisson_rate_ratio: ({ count1, exposure1, count2, exposure2 }, { conf }) => ({
    ...rateRatio(
      { count: count1, exposure: exposure1 },
      { count: count2, exposure: exposure2 },
      (1 + conf) / 2,
    ),
  }),
  poisson_zero_event_exposure: (_, { rateMax, conf }) => ({
    exposure: known(zeroEventExposure(rateMax, conf)),
  }),
  poisson_rate_overdispersed_upper: overdispersed,
  exposure_for_rate_pass: (_, { rateLimit, assumedRate, conf, power }) => {
    const planned = exposureForRate(rateLimit, assumedRate, conf, power);
    return {
      maxEvents: planned?.maxEvents ?? null,
      exposure: planned?.exposure ?? null,
      achievedPower: planned?.power ?? null,
    };
  },
  mtbf_lower_bound: ({ failures, hours }, { conf }) => {
    const { mean, lower } = timeBetween(failures, hours, conf);
    return { mtbf: mean, lower };
  },
  availability: ({ uptimeHours, downtimeHours }) => {
    const share = availability(uptimeHours, downtimeHours);
    return { availability: known(share), downtimeMinutesPerYear: known(downtimePerYear(share)) };
  },
};
