import type { Criterion } from '../../schemas/types/record.ts';
import type { AbChart } from '../../schemas/types/report-model.ts';

/** Both builds of a comparing criterion and the difference between them; null for any other. */
export const abChartOf = (_criterion: Criterion): AbChart | null => null;
