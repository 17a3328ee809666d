import type { Criterion } from '../../schemas/types/record.ts';
import type { BoundChart } from '../../schemas/types/report-model.ts';

/** What the chart of a criterion draws: value, bounds and devices beside the limit. */
export const boundChartOf = (_criterion: Criterion): BoundChart | null => null;
