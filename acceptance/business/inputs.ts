import { PilotError } from '../../documents/pilot-error.ts';
import type { BusinessCase, Input } from '../../schemas/types/business.ts';
import type { Business } from '../../schemas/types/record.ts';

export type Measure = 'money' | 'share' | 'rate' | 'days' | 'count';

/** Inputs that are no amounts of money. */
const measures: Readonly<Record<string, Measure>> = {
  'discount-rate': 'rate',
  'costs.battery-life-limit': 'days',
  'uptime.faults-per-device-year': 'count',
  'uptime.avoidable-share': 'share',
  'uptime.alarm-decisions-per-device-year': 'count',
  'uptime.recall-today': 'share',
};

export const measureOf = (id: string): Measure => measures[id] ?? 'money';

/** "loss-per-missed-fault" as words. */
export const inWords = (id: string): string => {
  const words = id.replaceAll('-', ' ');
  return `${words[0]?.toUpperCase() ?? ''}${words.slice(1)}`;
};

const sections = ['costs', 'cloud', 'uptime'] as const;

/** An input with where it stands: `['costs', 'device']`. */
export interface PlacedInput {
  readonly path: readonly string[];
  readonly input: Input;
}

/** Every input of the case in the order of the file, the discount rate first. */
export const placedInputs = (business: BusinessCase): PlacedInput[] => [
  { path: ['discount-rate'], input: business['discount-rate'] },
  ...sections.flatMap((section) =>
    Object.entries<Input>(business[section] ?? {}).map(([id, input]) => ({
      path: [section, id],
      input,
    })),
  ),
];

const limits: Readonly<Record<Measure, readonly [least: number, most: number, said: string]>> = {
  money: [0, Infinity, 'an amount is not negative'],
  share: [0, 1, 'a share lies between 0 and 1'],
  rate: [-99, Infinity, 'a rate a year is above -99 %'],
  days: [1, Infinity, 'a time is at least one day'],
  count: [0, Infinity, 'a number is not negative'],
};

/** Why the values of an input cannot be what they say, or undefined. */
export const flawOf = ({ path, input }: PlacedInput): string | undefined => {
  const { low, base, high } = input;
  const values = `low ${low}, base ${base}, high ${high}`;
  if (!(low <= base && base <= high)) return `is not in order: ${values}`;
  const [least, most, said] = limits[measureOf(path.join('.'))];
  return low >= least && high <= most ? undefined : `is out of range (${values}): ${said}`;
};

/** What to do about a flaw. */
export const flawHint =
  'Write the smallest plausible value as low, the largest as high and base between them.';

/** Every input of the case with its range and source. Throws BUSINESS_RANGE. */
export const inputsOf = (business: BusinessCase): NonNullable<Business['inputs']> =>
  placedInputs(business).map((placed) => {
    const id = placed.path.join('.');
    const flaw = flawOf(placed);
    if (flaw !== undefined) {
      throw new PilotError({
        code: 'BUSINESS_RANGE',
        message: `Business input ${id} ${flaw}`,
        hint: flawHint,
      });
    }
    const { low, base, high, unit, source, label } = placed.input;
    const named = label ?? inWords(placed.path.at(-1)!);
    return { id, label: named, low, base, high, unit, source, measure: measureOf(id) };
  });
