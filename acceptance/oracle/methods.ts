import { bounds } from './bounds.ts';
import type { Method } from './case.ts';
import { clusters } from './clusters.ts';
import { distributions } from './distributions.ts';
import { money } from './money.ts';

/** The product's own functions behind the method names of a reference file. */
export const methods: Readonly<Record<string, Method>> = {
  ...distributions,
  ...bounds,
  ...clusters,
  ...money,
};
