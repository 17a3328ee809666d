import type { AcceptanceRecord, Criterion, Interval } from '../schemas/types/record.ts';
import { spelledOut } from './inert.ts';
import { inUnit, name } from './model/format.ts';
import type { Reporter } from './reporter.ts';

/** What a spreadsheet can hold in one cell, less some. */
const longest = 32_000;

/** Starts of a cell that a spreadsheet takes for a formula, the full-width forms included. */
const formula = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/u;

const quoted = (value: string): string => `"${value.replaceAll('"', '""')}"`;

/** Text from outside: inert, never a formula. */
const text = (value: string | undefined): string => {
  if (value === undefined || value === '') return '';
  const guarded = formula.test(value) ? `'${value}` : value;
  return quoted(
    name(
      spelledOut(guarded, () => true),
      longest,
    ),
  );
};

/** A number in full, as programs read it; what is not known is an empty cell. */
const number = (value: number | null | undefined): string =>
  value === null || value === undefined || !Number.isFinite(value) ? '' : String(value);

/** The unit of a figure is that of its estimate; bounds in another one are converted. */
const interval = (result: Interval | undefined): string[] => {
  if (!result) return ['', '', '', ''];
  const { unit } = result.estimate;
  const converted = [result.estimate, result.lower, result.upper].map((side) =>
    number(side.value === null ? null : inUnit(side.value, side.unit, unit)),
  );
  return [...converted, text(unit)];
};

/** Columns in their order; new ones are added at the end, so that those who count them can go on. */
export const columns = [
  'id',
  'slice',
  'title',
  'expect',
  'outcome',
  'op',
  'limit',
  'limit_unit',
  'estimate',
  'lower',
  'upper',
  'unit',
  'n',
  'n_effective',
  'devices',
  'sessions',
  'origin',
  'reporter',
  'method',
  'scenario',
  'required',
  'covers',
  'evidence',
  'amended',
] as const;

type Slice = Criterion['slices'][number];

/** A criterion, or one of its conditions under the same limit. */
const row = (criterion: Criterion, isAmended: boolean, slice?: Slice): string => {
  const of = slice ?? criterion;
  return [
    text(criterion.id),
    text(slice && `${slice.tag}=${slice.value}`),
    text(criterion.title),
    text(criterion.expect),
    of.outcome,
    quoted(criterion.op),
    number(criterion.limit.value),
    text(criterion.limit.unit),
    ...interval(of.result),
    number(of.n),
    number(of.n_effective),
    // How a condition spreads over devices and sessions is not in the record.
    ...(slice ? ['', ''] : [criterion.clusters.devices, criterion.clusters.sessions].map(number)),
    criterion.origin,
    criterion.reporter,
    text(criterion.method),
    text(criterion.scenario),
    String(criterion.required),
    text(criterion.covers.join('; ')),
    text(criterion.evidence),
    String(isAmended),
  ].join(',');
};

/**
 * Ids of the criteria that are judged by something else than was frozen: all of them where a setting
 * moved, such as the confidence. A criterion that was left out is no row, and moves no other.
 */
const amendedIn = ({ criteria, amendments }: AcceptanceRecord): ReadonlySet<string> => {
  const ids = criteria.map(({ id }) => id);
  const changed = amendments.filter(({ to }) => to !== 'left out').map((each) => each.criterion);
  return new Set(changed.every((id) => ids.includes(id)) ? changed : ids);
};

const renderCsv = (record: AcceptanceRecord): string => {
  const amended = amendedIn(record);
  const rows = record.criteria.flatMap((criterion) => {
    const isAmended = amended.has(criterion.id);
    return [
      row(criterion, isAmended),
      ...criterion.slices.map((slice) => row(criterion, isAmended, slice)),
    ];
  });
  return [columns.join(','), ...rows, ''].join('\r\n');
};

/**
 * Every criterion, and every condition of it, as a row of numbers for spreadsheets (RFC 4180).
 * Without a byte order mark: programs would take it for a part of the first column's name.
 */
export const csv: Reporter = {
  id: 'csv',
  file: 'criteria.csv',
  render: ({ record }) => renderCsv(record),
};
