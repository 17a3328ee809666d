/** Internal rates of return of cash flows one period apart. */
export interface InternalRate {
  /** Changes of sign along the flows, zeros ignored. */
  signChanges: number;
  status: 'unique' | 'multiple' | 'none';
  /** Only where exactly one rate exists. */
  irr: number | null;
  /** Every rate above -1 with a present value of zero, ascending. */
  roots: number[];
  /** More than one change of sign: the rate misleads even where it is unique. */
  caution: boolean;
}

const polynomial = (coefficients: readonly number[], x: number): number => {
  let value = 0;
  for (let i = coefficients.length - 1; i >= 0; i -= 1) value = value * x + coefficients[i]!;
  return value;
};

const derivative = (coefficients: readonly number[]): number[] =>
  coefficients.slice(1).map((coefficient, i) => coefficient * (i + 1));

const bisect = (f: (x: number) => number, low: number, high: number): number => {
  const rising = f(high) > f(low);
  let lower = low;
  let upper = high;
  for (let step = 0; step < 200; step += 1) {
    const middle = (lower + upper) / 2;
    if (middle === lower || middle === upper) break;
    if (f(middle) < 0 === rising) lower = middle;
    else upper = middle;
  }
  return (lower + upper) / 2;
};

/** A value that is zero but for rounding, seen against the size of the terms it is summed from. */
const negligible = (coefficients: readonly number[], x: number): boolean => {
  const magnitude = polynomial(coefficients.map(Math.abs), Math.abs(x));
  return Math.abs(polynomial(coefficients, x)) <= 1e-13 * magnitude;
};

/**
 * Real roots in (low, high), ascending: between two neighbouring roots of the derivative a
 * polynomial is monotone, so it has at most one root there; touching roots lie on the derivative's.
 */
const rootsWithin = (coefficients: readonly number[], low: number, high: number): number[] => {
  if (coefficients.length < 2) return [];
  const turning = rootsWithin(derivative(coefficients), low, high);
  const fences = [low, ...turning, high];
  const f = (x: number): number => polynomial(coefficients, x);
  const roots: number[] = turning.filter((x) => negligible(coefficients, x));
  for (let i = 1; i < fences.length; i += 1) {
    const [left, right] = [fences[i - 1]!, fences[i]!];
    const touched = roots.includes(left) || roots.includes(right);
    if (!touched && f(left) < 0 !== f(right) < 0) roots.push(bisect(f, left, right));
  }
  return roots.toSorted((a, b) => a - b);
};

const countSignChanges = (cashflows: readonly number[]): number => {
  const signs = cashflows.filter((flow) => flow !== 0).map(Math.sign);
  return signs.filter((sign, i) => i > 0 && sign !== signs[i - 1]).length;
};

/** Rounding splits a rate at which the value only touches zero into two; they are one. */
const SAME = 1e-6;

/** Ascending rates with those that are one rate but for rounding replaced by their middle. */
const merged = (rates: readonly number[]): number[] => {
  const groups: number[][] = [];
  for (const rate of rates) {
    const group = groups.at(-1);
    if (group && rate - group.at(-1)! < SAME * (1 + Math.abs(rate))) group.push(rate);
    else groups.push([rate]);
  }
  return groups.map((group) => (group[0]! + group.at(-1)!) / 2);
};

/**
 * Every internal rate of return above -100 %. Flows are a polynomial in v = 1 / (1 + r); rates in
 * (-1, 0] are v >= 1, found as roots in 1 / v so that both searches stay inside (0, 1].
 */
export const internalRate = (cashflows: readonly number[]): InternalRate => {
  const signChanges = countSignChanges(cashflows);
  const caution = signChanges > 1;
  const scale = Math.max(...cashflows.map(Math.abs), 0);
  if (signChanges === 0 || !Number.isFinite(scale)) {
    return { signChanges, status: 'none', irr: null, roots: [], caution };
  }
  const flows = cashflows.map((flow) => flow / scale);
  while (flows.at(-1) === 0) flows.pop();
  while (flows[0] === 0) flows.shift();
  const positive = rootsWithin(flows, 0, 1).map((v) => 1 / v - 1);
  const negative = rootsWithin(flows.toReversed(), 0, 1).map((u) => u - 1);
  const zero = negligible(flows, 1) ? [0] : [];
  const roots = merged(
    [...negative, ...zero, ...positive]
      .filter((rate) => rate > -1 && Number.isFinite(rate))
      .toSorted((a, b) => a - b),
  );
  if (roots.length === 1) return { signChanges, status: 'unique', irr: roots[0]!, roots, caution };
  return {
    signChanges,
    status: roots.length === 0 ? 'none' : 'multiple',
    irr: null,
    roots,
    caution,
  };
};
