import { bootstrapRatio } from '../dist/acceptance/statistics/bootstrap.js';
import { bootstrapQuantileDifference } from '../dist/acceptance/statistics/quantile-bootstrap.js';
import { createRandom } from '../dist/acceptance/statistics/random.js';
import { randomStudentised } from '../dist/acceptance/statistics/studentised-bootstrap.js';
import { sideBySide, timed } from './timing.mjs';

const resamples = 10_000;
const n = 2000;
const random = createRandom(1);
const values = Float64Array.from({ length: n }, () => -Math.log(1 - random()));
const single = Array.from(values, (sum) => ({ sum, n: 1 }));

/** Nothing but as many draws, each added to a sum. */
const bareLoop = () => {
  const draw = createRandom(2);
  let sum = 0;
  for (let i = 0; i < resamples * n; i += 1) sum += values[Math.floor(draw() * n)];
  if (Number.isNaN(sum)) throw new Error('the sum is lost');
};

const kinds = {
  'bootstrap-mean': () => bootstrapRatio(single, 0.95, resamples, 2),
  'bootstrap-t': () => randomStudentised(single, resamples, 2).limits(0.95),
  'bootstrap-p95-difference': () =>
    bootstrapQuantileDifference(values, values, 0.95, 0.95, resamples, 2),
};

/** 10,000 resamples of 2,000 values, beside a bare loop of the same draws. */
export const measure = async () => {
  const rows = [];
  for (const [name, work] of Object.entries(kinds)) {
    const [ours, floor] = await sideBySide(
      3,
      () => timed(work),
      () => timed(bareLoop),
    );
    rows.push({
      name,
      unit: 'ms',
      ours,
      beside: 'bare loop of the draws',
      floor,
      ratio: ours / floor,
      bar: 'ours <= 1000 ms',
      ok: ours <= 1000,
    });
  }
  return rows;
};
