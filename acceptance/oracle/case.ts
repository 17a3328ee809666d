/** One case of a reference file: what goes in and what an independent source says comes out. */
export interface OracleCase {
  readonly id: string;
  readonly method: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly params: Readonly<Record<string, unknown>>;
  readonly expected: Readonly<Record<string, unknown>>;
  readonly tolerance: Tolerance;
}

/** How far a number may lie from the expected one: `abs + rel * |expected|`. */
export interface Tolerance {
  readonly rel: number;
  readonly abs: number;
}

/** Runs one method of the product on a case's input and parameters. */
export type Method = (
  // Cases are untyped JSON by nature; each method reads the fields its contract names.
  // oxlint-disable-next-line typescript/no-explicit-any
  input: any,
  // oxlint-disable-next-line typescript/no-explicit-any
  params: any,
) => Record<string, unknown>;

/** One field in which a result is not what was expected. */
export interface Difference {
  /** Path of the field, such as `lower[2]`. */
  readonly field: string;
  readonly got: unknown;
  readonly expected: unknown;
}

const isPlainObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const agrees = (got: unknown, expected: unknown, { abs, rel }: Tolerance): boolean =>
  typeof expected === 'number'
    ? typeof got === 'number' && Math.abs(got - expected) <= abs + rel * Math.abs(expected)
    : Object.is(got, expected);

const compared = (
  field: string,
  got: unknown,
  expected: unknown,
  tolerance: Tolerance,
): Difference[] => {
  if (Array.isArray(expected)) {
    if (!Array.isArray(got) || got.length !== expected.length) return [{ field, got, expected }];
    return expected.flatMap((value, i) => compared(`${field}[${i}]`, got[i], value, tolerance));
  }
  if (isPlainObject(expected)) {
    if (!isPlainObject(got)) return [{ field, got, expected }];
    return Object.entries(expected).flatMap(([key, value]) =>
      compared(`${field}.${key}`, got[key], value, tolerance),
    );
  }
  return agrees(got, expected, tolerance) ? [] : [{ field, got, expected }];
};

/**
 * Every field in which a result differs from what is expected; empty where it agrees. Null is "not
 * available" and agrees with null alone: 0, NaN, infinity and a missing field are differences.
 * What a result holds beyond the expected fields is ignored.
 */
export const differences = (
  { expected, tolerance }: Pick<OracleCase, 'expected' | 'tolerance'>,
  result: Readonly<Record<string, unknown>>,
): Difference[] =>
  Object.entries(expected).flatMap(([field, value]) =>
    compared(field, result[field], value, tolerance),
  );

const isLimit = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0;

const numberAsText = /^\s*[+-]?(?:nan|inf(?:inity)?|\.?\d[\d.eE+-]*)\s*$/iu;

/** Whether a number stands there as text, such as "NaN": arithmetic would take it for anything. */
const holdsNumberAsText = (value: unknown): boolean => {
  if (typeof value === 'string') return numberAsText.test(value);
  return (
    typeof value === 'object' && value !== null && Object.values(value).some(holdsNumberAsText)
  );
};

/** What is wrong with a case, or undefined where it can be run. */
export const malformed = (value: unknown): string | undefined => {
  if (!isPlainObject(value)) return 'is not an object';
  const { id, method, input, params, expected, tolerance } = value;
  if (typeof id !== 'string' || id === '') return 'has no id';
  if (typeof method !== 'string' || method === '') return 'names no method';
  if (!isPlainObject(input ?? {})) return 'has an input that is not an object';
  if (!isPlainObject(params ?? {})) return 'has params that are not an object';
  if (!isPlainObject(expected) || Object.keys(expected).length === 0) return 'expects nothing';
  if (!isPlainObject(tolerance)) return 'has no tolerance';
  if (holdsNumberAsText(input) || holdsNumberAsText(params))
    return 'has text where a number belongs';
  const { abs = 0, rel = 0 } = tolerance;
  return isLimit(abs) && isLimit(rel) ? undefined : 'has a tolerance that is not two numbers';
};

/** A case with what it may leave out; only of one that is not `malformed`. */
export const completed = (value: unknown): OracleCase => {
  const given = value as Partial<OracleCase> & Pick<OracleCase, 'id' | 'method' | 'expected'>;
  return {
    ...given,
    input: given.input ?? {},
    params: given.params ?? {},
    tolerance: { abs: 0, rel: 0, ...given.tolerance },
  };
};
