import { inTermsOfReference } from './available.ts';
import { bounds } from './bounds.ts';
import type { Method } from './case.ts';
import { clusters } from './clusters.ts';
import { differences } from './differences.ts';
import { distributions } from './distributions.ts';
import { money } from './money.ts';
import { planning } from './planning.ts';
import { rates } from './rates.ts';
import { resampling } from './resampling.ts';
import { scores } from './scores.ts';
import { sequential } from './sequential.ts';

const adapted: Readonly<Record<string, Method>> = {
  ...distributions,
  ...bounds,
  ...clusters,
  ...differences,
  ...money,
  ...planning,
  ...rates,
  ...resampling,
  ...scores,
  ...sequential,
};

/** The product's own functions behind the method names of a reference file. */
export const methods: Readonly<Record<string, Method>> = Object.fromEntries(
  Object.entries(adapted).map(([name, method]) => [name, inTermsOfReference(method)]),
);
