import type { Reporter } from './reporter.ts';

/** A value with the keys of every object in order, so that equal records are equal bytes. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(
    entries.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, sorted(item)]),
  );
};

/** The record itself, for programs. */
export const json: Reporter = {
  id: 'json',
  file: 'report.json',
  render: ({ record }) => `${JSON.stringify(sorted(record), null, 2)}\n`,
};
