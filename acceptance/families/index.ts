import type { MetricDeclaration } from '../../schemas/types/metric.ts';
import type { SufficientStatistic } from '../../schemas/types/statistic.ts';
import { fact } from './fact.ts';
import type { Family } from './family.ts';
import { mean } from './mean.ts';
import { pairedDifference } from './paired-difference.ts';
import { proportion } from './proportion.ts';
import { quantile } from './quantile.ts';
import { totalPerDeviceDay } from './total-per-device-day.ts';

/** Every family by the name metrics declare. */
const families: Readonly<Partial<Record<MetricDeclaration['family'], unknown>>> = {
  quantile,
  proportion,
  'paired-difference': pairedDifference,
  mean,
  'total-per-device-day': totalPerDeviceDay,
  fact,
};

/**
 * The family of a metric. The statistic's type is known only to the family: whoever accumulates
 * hands back what `empty` gave out.
 */
export const familyOf = (metric: MetricDeclaration): Family<SufficientStatistic> =>
  families[metric.family] as Family<SufficientStatistic>;
