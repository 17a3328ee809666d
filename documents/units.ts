import { PilotError } from './pilot-error.ts';

/** What a unit measures. Two quantities compare only within one dimension. */
export type Dimension =
  | 'time'
  | 'energy'
  | 'charge'
  | 'current'
  | 'voltage'
  | 'power'
  | 'bytes'
  | 'share'
  | 'points'
  | 'rate'
  | 'frequency'
  | 'temperature'
  | 'level'
  | 'count';

export interface Quantity {
  readonly value: number;
  readonly unit: string;
}

interface UnitDefinition {
  readonly dimension: Dimension;
  /** Size in the dimension's base unit: s, J, C, A, V, W, B, 1, point, 1/day, Hz, degC, dB, 1. */
  readonly scale: number;
}

const unit = (dimension: Dimension, scale: number): UnitDefinition => ({ dimension, scale });

/** Every unit a document may use. kB is 1000 bytes, KiB is 1024. */
export const units: Readonly<Record<string, UnitDefinition>> = {
  ns: unit('time', 1e-9),
  us: unit('time', 1e-6),
  µs: unit('time', 1e-6),
  ms: unit('time', 1e-3),
  s: unit('time', 1),
  min: unit('time', 60),
  h: unit('time', 3600),
  hours: unit('time', 3600),
  d: unit('time', 86_400),
  day: unit('time', 86_400),
  days: unit('time', 86_400),
  years: unit('time', 31_557_600),
  nJ: unit('energy', 1e-9),
  uJ: unit('energy', 1e-6),
  µJ: unit('energy', 1e-6),
  mJ: unit('energy', 1e-3),
  J: unit('energy', 1),
  mWh: unit('energy', 3.6),
  Wh: unit('energy', 3600),
  uC: unit('charge', 1e-6),
  mC: unit('charge', 1e-3),
  C: unit('charge', 1),
  mAh: unit('charge', 3.6),
  Ah: unit('charge', 3600),
  nA: unit('current', 1e-9),
  uA: unit('current', 1e-6),
  µA: unit('current', 1e-6),
  mA: unit('current', 1e-3),
  A: unit('current', 1),
  mV: unit('voltage', 1e-3),
  V: unit('voltage', 1),
  uW: unit('power', 1e-6),
  mW: unit('power', 1e-3),
  W: unit('power', 1),
  B: unit('bytes', 1),
  kB: unit('bytes', 1e3),
  MB: unit('bytes', 1e6),
  KiB: unit('bytes', 1024),
  MiB: unit('bytes', 1024 * 1024),
  '%': unit('share', 0.01),
  '1': unit('share', 1),
  points: unit('points', 1),
  '/s': unit('rate', 86_400),
  '/h': unit('rate', 24),
  '/day': unit('rate', 1),
  '/week': unit('rate', 1 / 7),
  '/year': unit('rate', 1 / 365.25),
  Hz: unit('frequency', 1),
  kHz: unit('frequency', 1e3),
  MHz: unit('frequency', 1e6),
  degC: unit('temperature', 1),
  dB: unit('level', 1),
  count: unit('count', 1),
};

const pattern = /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*(\S+)\s*$/iu;

/** The dimension of a unit, or undefined where Pilotlight does not know it. */
export const dimensionOf = (name: string): Dimension | undefined =>
  Object.hasOwn(units, name) ? units[name]?.dimension : undefined;

/** Reads `60 ms`. Throws QUANTITY_SYNTAX or UNIT_UNKNOWN. */
export const parseQuantity = (text: string): Quantity => {
  const match = pattern.exec(text);
  if (!match) {
    throw new PilotError({
      code: 'QUANTITY_SYNTAX',
      message: `"${text}" is not a quantity`,
      hint: 'Write a number and a unit, such as "60 ms" or "95 %".',
    });
  }
  const [, number = '', name = ''] = match;
  if (dimensionOf(name) === undefined) {
    throw new PilotError({
      code: 'UNIT_UNKNOWN',
      message: `"${name}" is not a unit Pilotlight knows`,
      hint: `Known units: ${Object.keys(units).join(', ')}.`,
    });
  }
  return { value: Number(number), unit: name };
};

/** The value of `quantity` in `target`, in the same dimension. Throws UNIT_MISMATCH. */
export const convert = (quantity: Quantity, target: string): number => {
  const from = units[quantity.unit];
  const to = units[target];
  if (!from || !to || from.dimension !== to.dimension) {
    throw new PilotError({
      code: 'UNIT_MISMATCH',
      message: `"${quantity.value} ${quantity.unit}" is ${from ? `a ${from.dimension}` : 'in no known unit'} and cannot be given in ${target}`,
      hint: to
        ? `Write a ${to.dimension}, such as "10 ${target}".`
        : `Use one of: ${Object.keys(units).join(', ')}.`,
    });
  }
  return from === to ? quantity.value : (quantity.value * from.scale) / to.scale;
};

/** Reads `60 ms` as a number in `target`. */
export const quantityIn = (text: string, target: string): number =>
  convert(parseQuantity(text), target);
