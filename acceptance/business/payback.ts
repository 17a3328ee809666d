/** Periods until the running total is no longer negative, linear within a period; null: never. */
export interface Payback {
  first: number | null;
  /** The last crossing, which nothing afterwards undoes. */
  lasting: number | null;
}

/** What is left of a total by rounding alone, seen against the largest flow. */
const NOTHING = 1e-9;

/**
 * Payback of cash flows one period apart, the first at t = 0; `rate` discounts them per period. A
 * total that comes up to zero but for rounding has paid back, if it stays there.
 */
export const payback = (cashflows: readonly number[], rate = 0): Payback => {
  let first: number | null = null;
  let lasting: number | null = null;
  let touched: number | null = null;
  let total = 0;
  const debt = -NOTHING * Math.max(...cashflows.map(Math.abs));
  for (const [t, flow] of cashflows.entries()) {
    const before = total;
    const discounted = flow / (1 + rate) ** t;
    total += discounted;
    if (total < 0) {
      lasting = null;
      touched = total < debt ? null : (touched ?? t);
    } else if (t === 0 || before < 0) {
      lasting = t === 0 ? 0 : t - 1 + -before / discounted;
      first ??= lasting;
    }
  }
  lasting ??= touched;
  return { first: first ?? lasting, lasting };
};
