/**
 * Modified internal rate of return of cash flows one period apart: what is paid in is financed at
 * one rate, what comes back is reinvested at another, so that there is always exactly one. Null
 * unless there are flows of both signs. Source: Lin 1976.
 */
export const modifiedRate = (
  cashflows: readonly number[],
  financeRate: number,
  reinvestRate: number,
): number | null => {
  const periods = cashflows.length - 1;
  let paid = 0;
  let returned = 0;
  for (const [t, flow] of cashflows.entries()) {
    if (flow < 0) paid -= flow / (1 + financeRate) ** t;
    else returned += flow * (1 + reinvestRate) ** (periods - t);
  }
  if (!(paid > 0 && returned > 0)) return null;
  const rate = (returned / paid) ** (1 / periods) - 1;
  return Number.isFinite(rate) ? rate : null;
};
