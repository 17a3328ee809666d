import type { Evidence } from '../../schemas/types/evidence.ts';
import type { MetricDeclaration } from '../../schemas/types/metric.ts';
import type { Gathered } from '../aggregation/accumulator.ts';
import { noGaps } from '../aggregation/gaps.ts';
import { familyOf } from '../families/index.ts';

/**
 * A fact of the candidate's image as what a criterion is judged from. Its origin is hardware: the
 * image that was read is the one that would be flashed, whatever ran it here.
 */
export const inspected = (metric: MetricDeclaration, builds: Evidence['builds']): Gathered => {
  const candidate = builds.find(({ role }) => role === 'candidate');
  const value = (candidate as Record<string, unknown> | undefined)?.[metric.value ?? ''];
  const family = familyOf(metric);
  const statistic = family.accumulate(family.empty(), {
    value: typeof value === 'number' ? value : undefined,
    exposure: 1,
  });
  return {
    clusters: [{ device: '', session: '', statistic }],
    slices: [],
    samples: undefined,
    gaps: noGaps,
    sessions: 0,
    origin: 'hardware',
    untagged: new Map(),
  };
};
