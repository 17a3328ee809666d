import { writeAmount } from '../../documents/money.ts';
import type { Business, Swing } from '../../schemas/types/record.ts';
import type { BusinessCase, SwingRow } from '../../schemas/types/report-model.ts';
import { counted, decimalsFor, money, name } from './format.ts';

/** Bars of the chart; a table lists every row. */
export const barsShown = 12;

const drawnDecimals = (value: number, measure: Swing['measure']): number => {
  if (Number.isInteger(value)) return 0;
  if (measure === 'money') return Math.abs(value) < 100 ? 2 : 0;
  return decimalsFor(value);
};

/** A value that was worked out, in the notation of the case. */
export const drawnText = (
  value: number,
  measure: Swing['measure'],
  locale: string | undefined,
): string => writeAmount(value, locale, drawnDecimals(value, measure));

/** Decimals a number was written with, also behind an exponent. */
const writtenDecimals = (value: number): number => {
  const [, fraction = '', exponent = '0'] =
    /^-?\d+(?:\.(\d+))?(?:e([+-]\d+))?$/u.exec(String(value)) ?? [];
  return Math.min(20, Math.max(0, fraction.length - Number(exponent)));
};

/** A value that was written down, with every figure; an amount that has cents has both. */
export const inputText = (
  value: number,
  measure: Swing['measure'],
  locale: string | undefined,
): string => {
  const written = writtenDecimals(value);
  return writeAmount(
    value,
    locale,
    written > 0 && measure === 'money' ? Math.max(2, written) : written,
  );
};

/** Decimals beyond the usual ones that a switching value gets at most to stand apart. */
const moreDecimals = 5;

/** The value at which the case turns, told apart from the range it may lie just outside of. */
export const switchingText = (swing: Swing | undefined, locale: string | undefined): string => {
  if (swing === undefined || swing.switching === null) return 'none';
  const { switching, measure, low, base, high } = swing;
  const least = drawnDecimals(switching, measure);
  // As they are and as they are printed: it has to differ from both.
  const others = [low, base, high].flatMap((value) => [
    value,
    Number(value.toFixed(drawnDecimals(value, measure))),
  ]);
  const told = (decimals: number): boolean =>
    others.every((value) => value.toFixed(decimals) !== switching.toFixed(decimals));
  const tried = Array.from({ length: moreDecimals + 1 }, (_, more) => least + more);
  return writeAmount(switching, locale, tried.find(told) ?? least);
};

const rowOf = (swing: Swing, { currency, locale }: Business): SwingRow => {
  const print = swing.kind === 'measured' ? drawnText : inputText;
  const text = (value: number): string => print(value, swing.measure, locale);
  const by = swing.criteria?.length ? ` (${swing.criteria.join(', ')})` : '';
  return {
    label: name(`${swing.label}${by}`),
    unit: swing.unit === 'count' ? '' : name(swing.unit, 40),
    measured: swing.kind === 'measured',
    low: text(swing.low),
    base: text(swing.base),
    high: text(swing.high),
    npv_low: swing.npv_low,
    npv_high: swing.npv_high,
    npv_low_text: money(swing.npv_low, currency, locale),
    npv_high_text: money(swing.npv_high, currency, locale),
    switching: switchingText(swing, locale),
  };
};

const width = ({ npv_low, npv_high }: SwingRow): number => Math.abs(npv_high - npv_low);

/** "A, B and C", of which a few are enough. */
const listed = (labels: readonly string[]): string => {
  const shown = labels.length > 4 ? [...labels.slice(0, 3), `${labels.length - 3} more`] : labels;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
};

/** The end nearer to zero, of a row that ends just before it. */
const onlyJust = (row: SwingRow, base: number): string[] => {
  const { npv_low, npv_high } = row;
  const crosses = [npv_low, npv_high].some((value) => value < 0 !== base < 0);
  const lowIsNearer = Math.abs(npv_low) < Math.abs(npv_high);
  const distance = Math.min(Math.abs(npv_low), Math.abs(npv_high));
  if (crosses || width(row) === 0 || distance > width(row) / 100) return [];
  const end = lowIsNearer
    ? `${row.npv_low_text} at ${row.low}`
    : `${row.npv_high_text} at ${row.high}`;
  return [`${row.label} (${`${end} ${row.unit}`.trim()})`];
};

const findingOf = (rows: readonly SwingRow[], base: number, inWords: string): string => {
  const [widest] = rows;
  if (!widest || width(widest) === 0) {
    return `No input moves the expected net present value of ${inWords} within its range.`;
  }
  const turning = rows.filter((row) =>
    [row.npv_low, row.npv_high].some((value) => value < 0 !== base < 0),
  );
  const side = base < 0 ? 'positive' : 'negative';
  const alone =
    turning.length === 0
      ? `No input alone makes it ${side} within its range`
      : `Alone within ${turning.length === 1 ? 'its range' : 'their ranges'}, ${listed(turning.map(({ label }) => label))} can make it ${side}`;
  const ends = `${widest.npv_low_text} at ${widest.low}, ${widest.npv_high_text} at ${widest.high} ${widest.unit}`;
  const near = rows.flatMap((row) => onlyJust(row, base));
  const just = near.length === 0 ? '' : `; only just not: ${listed(near)}`;
  return `The expected net present value of ${inWords} depends most on: ${widest.label} (${ends.trim()}). ${alone}${just}.`;
};

const restOf = (rows: readonly SwingRow[], { currency, locale }: Business): string | null => {
  const moving = rows.filter((row) => width(row) > 0);
  const left = moving.slice(barsShown);
  const still = rows.length - moving.length;
  const most = money(Math.max(0, ...left.map(width)), currency, locale);
  const told = [
    ...(left.length === 0
      ? []
      : [
          `${counted(left.length, 'more row', 'more rows')}, each moving it by at most ${most}, ${left.length === 1 ? 'is' : 'are'} in the table`,
        ]),
    ...(still === 0
      ? []
      : [
          `${counted(still, 'row moves', 'rows move')} nothing within ${still === 1 ? 'its range' : 'their ranges'}`,
        ]),
  ];
  return told.length === 0 ? null : `${told.join('; ')}.`;
};

/** What each input and each measured driver does to the net present value, the widest first. */
export const tornadoOf = (business: Business): BusinessCase['tornado'] => {
  const { currency, locale, npv, tornado = [] } = business;
  const base = npv.base ?? 0;
  const inWords = money(base, currency, locale);
  const swings = tornado.map((swing) => rowOf(swing, business));
  return {
    currency,
    ...(locale === undefined ? {} : { locale }),
    base,
    base_text: inWords,
    swings,
    finding: swings.length === 0 ? '' : findingOf(swings, base, inWords),
    rest: restOf(swings, business),
  };
};
