/** One case of a reference file: what goes in and what an independent source says comes out. */
export interface OracleCase {
  readonly id: string;
  readonly method: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly params: Readonly<Record<string, unknown>>;
  readonly expected: Readonly<Record<string, unknown>>;
  readonly tolerance: { readonly rel: number; readonly abs: number };
}

/** Runs one method of the product on a case's input and parameters. */
export type Method = (
  // Cases are untyped JSON by nature; each method reads the fields its contract names.
  // oxlint-disable-next-line typescript/no-explicit-any
  input: any,
  // oxlint-disable-next-line typescript/no-explicit-any
  params: any,
) => Record<string, unknown>;

/** Where two values differ by more than the tolerance, or undefined where they agree. */
const difference = (
  path: string,
  got: unknown,
  expected: unknown,
  tolerance: OracleCase['tolerance'],
): string | undefined => {
  if (typeof expected === 'number') {
    const bound = tolerance.abs + tolerance.rel * Math.abs(expected);
    const close = typeof got === 'number' && Math.abs(got - expected) <= bound;
    return close || got === expected ? undefined : `${path}: ${String(got)}, expected ${expected}`;
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(got) || got.length !== expected.length) return `${path}: another length`;
    for (const [i, value] of expected.entries()) {
      const found = difference(`${path}[${i}]`, got[i], value, tolerance);
      if (found) return found;
    }
    return undefined;
  }
  return Object.is(got, expected)
    ? undefined
    : `${path}: ${String(got)}, expected ${String(expected)}`;
};

/** Every field in which a result differs from what is expected; empty when it agrees. */
export const differences = (oracle: OracleCase, result: Record<string, unknown>): string[] =>
  Object.entries(oracle.expected)
    .map(([field, value]) => difference(field, result[field], value, oracle.tolerance))
    .filter((found) => found !== undefined);
