import type { OracleCase } from './case.ts';

/** Why no part of the product calls a method that a reference file may hold. */
export const notUsed: Readonly<Record<string, string>> = {
  acceptance_oc:
    'no lot is accepted by a sampling plan; planning searches the bound that will judge',
  acceptance_plan:
    'no lot is accepted by a sampling plan; planning searches the bound that will judge',
  fisher_exact: 'a test of equality decides nothing; a change is judged by its limits',
  geometric_mean_ratio_ci: 'a change is a difference in the unit of the metric, never a ratio',
  mean_ratio_fieller: 'a change is a difference in the unit of the metric, never a ratio',
  wilcoxon_signed_rank:
    'the same devices are compared by the t limit, and the typical change is shown by Hodges and Lehmann',
  bca_from_exhaustive: 'no better than t where values are few; skewed means are studentised',
  bootstrap_bca_mean: 'no better than t where values are few; skewed means are studentised',
  n_for_proportion_margin: 'planning is for a verdict, not for the width of an interval',
  p_adjust:
    'slices are adjusted by Holm alone and looks split the error evenly; the other adjustments decide nothing',
  alpha_spending:
    'declared looks split the error evenly (Bonferroni), which needs no group-sequential boundaries',
  confidence_sequence_normal_mixture:
    'sequential criteria are shares and use the beta-binomial mixture',
};

/** Methods of which the product uses a part: with which parameters, and why with no others. */
const partlyUsed: Readonly<
  Record<string, { readonly uses: (params: OracleCase['params']) => boolean; readonly why: string }>
> = {
  quantile_hf: {
    uses: ({ type }) => type === 7,
    why: 'sample quantiles are of type 7 everywhere; the other definitions would only be a second number for the same thing',
  },
};

/** Why the product does not run a case; undefined where it does, or where nobody knows the method. */
export const whyNotUsed = (
  { method, params }: Pick<OracleCase, 'method' | 'params'>,
  adapted: Readonly<Record<string, unknown>>,
): string | undefined => {
  if (!Object.hasOwn(adapted, method)) {
    return Object.hasOwn(notUsed, method) ? notUsed[method] : undefined;
  }
  const part = Object.hasOwn(partlyUsed, method) ? partlyUsed[method] : undefined;
  return part === undefined || part.uses(params) ? undefined : part.why;
};
