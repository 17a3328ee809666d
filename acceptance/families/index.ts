import type { MetricDeclaration } from '../../schemas/types/metric.ts';
import type { SufficientStatistic } from '../../schemas/types/statistic.ts';
import { auc } from './auc.ts';
import { aucGrid } from './auc-grid.ts';
import { aucMacro } from './auc-macro.ts';
import { calibration } from './calibration.ts';
import { count } from './count.ts';
import { every } from './every.ts';
import { fact } from './fact.ts';
import type { Family } from './family.ts';
import { gap } from './gap.ts';
import { macroF1 } from './macro-f1.ts';
import { mean } from './mean.ts';
import { pairedDifference } from './paired-difference.ts';
import { proportion } from './proportion.ts';
import { quantile } from './quantile.ts';
import { rate } from './rate.ts';
import { totalPerDeviceDay } from './total-per-device-day.ts';

/** Every family by the name metrics declare. */
const families: Readonly<Partial<Record<MetricDeclaration['family'], unknown>>> = {
  quantile,
  proportion,
  rate,
  'paired-difference': pairedDifference,
  gap,
  mean,
  'total-per-device-day': totalPerDeviceDay,
  'macro-f1': macroF1,
  auc,
  'auc-macro': aucMacro,
  'auc-grid': aucGrid,
  calibration,
  count,
  fact,
};

/**
 * The family of a metric, by which a statistic of it is judged. The statistic's type is known only
 * to the family: whoever accumulates hands back what `empty` gave out.
 */
export const familyOf = (
  metric: MetricDeclaration,
  statistic?: string,
): Family<SufficientStatistic> =>
  (statistic === 'every' ? every : families[metric.family]) as Family<SufficientStatistic>;
