/** Present value of cash flows one period apart, the first undiscounted; 0 for none. */
export const npv = (cashflows: readonly number[], rate: number): number => {
  // Horner's scheme from the last flow backwards: one division a period, no powers.
  let value = 0;
  for (let t = cashflows.length - 1; t >= 0; t -= 1) value = cashflows[t]! + value / (1 + rate);
  return value;
};

/** Rate per month that compounds to a yearly rate. */
export const monthlyRate = (yearly: number): number => Math.expm1(Math.log1p(yearly) / 12);
