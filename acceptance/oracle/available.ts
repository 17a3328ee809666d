import type { Method } from './case.ts';

/** The same value with null for every number in it that is none or is unbounded. */
const withNulls = (value: unknown): unknown => {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return value.map(withNulls);
  return typeof value === 'object' && value !== null ? fieldsWithNulls(value) : value;
};

const fieldsWithNulls = (value: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).map(([field, inner]) => [field, withNulls(inner)]));

/**
 * The same method in the terms of a reference file: what is not available is null, where
 * the product's own functions say NaN or infinity.
 */
export const inTermsOfReference =
  (method: Method): Method =>
  (input, params) =>
    fieldsWithNulls(method(input, params));
