import type { BusinessCase, Input } from '../../schemas/types/business.ts';
import type { Business, Swing } from '../../schemas/types/record.ts';
import { cashFlow } from './cash-flow.ts';
import type { Driver, Drivers } from './drivers.ts';
import { linesOf } from './lines.ts';
import { monthlyRate, npv } from './npv.ts';
import { changeDays } from './running-costs.ts';
import { straightSwitchingValue, switchingValue } from './switching.ts';
import type { ByScenario } from './scenario.ts';
import { measureOf, type Measure } from './inputs.ts';

/** Net present value of the expected case. */
const expectedNpv = (business: BusinessCase, drivers: Drivers): number => {
  const lines = linesOf(business, drivers);
  const days = changeDays(business, drivers)?.expected;
  const flows = cashFlow(lines, business, 'expected', days);
  return npv(flows, monthlyRate(business['discount-rate'].base / 100));
};

/** Something that can be moved alone: its values and what they make of the case. */
type Lever = Omit<Swing, 'npv_low' | 'npv_high' | 'switching'> & {
  readonly measure: Measure;
  readonly npvAt: (value: number) => number;
};

const moved = (input: Input, base: number): Input => ({ ...input, base });

/** The case with one input's base moved. */
const withInput = (business: BusinessCase, id: string, base: number): BusinessCase => {
  const [section = '', key] = id.split('.');
  if (key === undefined) {
    return { ...business, 'discount-rate': moved(business['discount-rate'], base) };
  }
  const inputs = business[section as 'costs'] as unknown as Record<string, Input>;
  return { ...business, [section]: { ...inputs, [key]: moved(inputs[key]!, base) } };
};

const measuredNames: Readonly<Record<Driver, string>> = {
  recall: 'Recall',
  falseAlarms: 'False alarms',
  batteryDays: 'Battery life',
  uptime: 'Time devices are up',
};

const measuredLevers = (business: BusinessCase, drivers: Drivers): Lever[] =>
  (Object.keys(measuredNames) as Driver[]).flatMap((driver) => {
    const found: ByScenario | undefined = drivers[driver];
    if (!found) return [];
    const scale = driver === 'batteryDays' ? 1 : 100;
    const values = Object.values<number>(found).map((value) => value * scale);
    if (!values.every(Number.isFinite)) return [];
    return [
      {
        id: `measured.${driver}`,
        label: measuredNames[driver],
        unit: driver === 'batteryDays' ? 'days' : '%',
        kind: 'measured' as const,
        measure: driver === 'batteryDays' ? ('days' as const) : ('rate' as const),
        criteria: [...drivers.criteria[driver]],
        low: Math.min(...values),
        base: found.expected * scale,
        high: Math.max(...values),
        npvAt: (value) =>
          expectedNpv(business, { ...drivers, [driver]: { ...found, expected: value / scale } }),
      },
    ];
  });

/** Where a switching value is looked for. */
const plausible = ({ id, kind, measure, high }: Lever): readonly [number, number] => {
  if (measure === 'share') return [0, 1];
  if (measure === 'rate') return [0, kind === 'measured' ? 100 : Math.max(100, 10 * high)];
  return [id === 'measured.batteryDays' || measure === 'days' ? 1 : 0, 10 * high];
};

/** What rounding alone makes of a value that does not move. */
const NOTHING = 1e-12;

const swingOf = (lever: Lever, scale: number): Swing => {
  const { npvAt, ...shown } = lever;
  const [at, range] = [npvAt(lever.base), plausible(lever)];
  const [low, high] = [npvAt(lever.low), npvAt(lever.high)];
  const moves = [low, high, ...range.map(npvAt)].some(
    (value) => Math.abs(value - at) > NOTHING * scale,
  );
  // What moves nothing has exactly the expected value at both ends: no bar out of rounding.
  // Time is the only thing the value is not a straight line of: it discounts, and sets when.
  const bent = lever.id === 'discount-rate' || lever.measure === 'days';
  const turnOf = bent
    ? switchingValue(npvAt, lever.base, range)
    : straightSwitchingValue(npvAt, range);
  const switching = moves ? turnOf : null;
  const still = (value: number): number => (Math.abs(value - at) > NOTHING * scale ? value : at);
  return { ...shown, npv_low: still(low), npv_high: still(high), switching };
};

const width = ({ npv_low, npv_high }: Swing): number => Math.abs(npv_high - npv_low);

/**
 * Every input and every measured driver moved alone from its low to its high value, all else as
 * expected; the widest first, equals in the order of the file. The rows do not add up: values that
 * multiply each other share what they move.
 */
export const tornado = (
  business: BusinessCase,
  drivers: Drivers,
  inputs: NonNullable<Business['inputs']>,
): Swing[] => {
  const levers: Lever[] = [
    ...inputs.map(({ id, label, unit, low, base, high }) => ({
      id,
      label,
      unit,
      kind: 'input' as const,
      measure: measureOf(id),
      low,
      base,
      high,
      npvAt: (value: number) => expectedNpv(withInput(business, id, value), drivers),
    })),
    ...measuredLevers(business, drivers),
  ];
  const lines = linesOf(business, drivers);
  const scale = lines.reduce((sum, { total }) => sum + Math.abs(total.expected), 1);
  return levers.map((lever) => swingOf(lever, scale)).toSorted((a, b) => width(b) - width(a));
};
