import { writeAmount } from '../../documents/money.ts';
import type { Business, Swing } from '../../schemas/types/record.ts';
import type { BusinessCase, SwingRow } from '../../schemas/types/report-model.ts';
import { counted, money, name, plain } from './format.ts';

/** Bars of the chart; a table lists every row. */
export const barsShown = 12;

/** A value of an input: amounts in the notation of the locale, all else as in the report. */
export const inputText = (
  value: number,
  measure: Swing['measure'],
  locale: string | undefined,
): string => (measure === 'money' ? writeAmount(value, locale) : plain(value));

const rowOf = (swing: Swing, { currency, locale }: Business): SwingRow => {
  const text = (value: number): string => inputText(value, swing.measure, locale);
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
    switching: swing.switching === null ? 'none' : text(swing.switching),
  };
};

const width = ({ npv_low, npv_high }: SwingRow): number => Math.abs(npv_high - npv_low);

/** "A, B and C", of which a few are enough. */
const listed = (labels: readonly string[]): string => {
  const shown = labels.length > 4 ? [...labels.slice(0, 3), `${labels.length - 3} more`] : labels;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
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
  return `The expected net present value of ${inWords} depends most on: ${widest.label} (${ends.trim()}). ${alone}.`;
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
