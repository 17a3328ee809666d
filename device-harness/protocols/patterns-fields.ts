import { convert } from '../../documents/units.ts';
import type { Message as Declared } from '../../schemas/types/patterns.ts';

/** What is needed to read a value. */
export interface Reading {
  readonly labels: readonly string[];
  /** Microseconds of a tick; undefined where the file does not say. */
  readonly tick_us: number | undefined;
}

/** How the number in a line becomes the number in the event. */
export interface Scale {
  readonly unit?: string | undefined;
  readonly times?: number | undefined;
}

/** Reads a value as a field holds it; undefined where it does not fit. */
export type FieldReader = (value: unknown, scale: Scale, reading: Reading) => unknown;

const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/iu;

const numberOf = (value: unknown, { times = 1 }: Scale): number | undefined => {
  const number =
    typeof value === 'string' && decimal.test(value.trim()) ? Number(value.trim()) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number * times : undefined;
};

const quantity =
  (target: string, accept: (number: number) => boolean): FieldReader =>
  (value, scale) => {
    const number = numberOf(value, scale);
    if (number === undefined) return undefined;
    const converted = convert({ value: number, unit: scale.unit ?? target }, target);
    return accept(converted) ? converted : undefined;
  };

const bytes = quantity('B', (number) => Number.isSafeInteger(number) && number >= 0);
const share = quantity('1', (number) => number >= 0 && number <= 1);
const time_us = quantity('us', (number) => number >= 0 && number < 1e15);

const text: FieldReader = (value) =>
  typeof value === 'string' || typeof value === 'number'
    ? String(value).trim() || undefined
    : undefined;

/** A class by its name or, where the classes are named, by its number from 0. */
const label: FieldReader = (value, _, { labels }) => {
  const name = text(value, {}, { labels, tick_us: undefined });
  if (labels.length === 0 || labels.includes(String(name))) return name;
  return /^\d+$/u.test(String(name)) ? labels[Number(name)] : undefined;
};

const scores: FieldReader = (value, scale, { labels }) => {
  const parts =
    typeof value === 'string'
      ? value
          .replaceAll(/[[\]]/gu, '')
          .trim()
          .split(/[\s,;|]+/u)
      : value;
  if (!Array.isArray(parts) || parts.length === 0) return undefined;
  const numbers = parts.map((part) => numberOf(part, scale));
  if (labels.length > 0 && numbers.length !== labels.length) return undefined;
  return numbers.includes(undefined) ? undefined : numbers;
};

const ticks: FieldReader = (value, scale, { tick_us }) => {
  const number = numberOf(value, scale);
  return number === undefined || number < 0 || tick_us === undefined ? undefined : number * tick_us;
};

const start: FieldReader = (value) => (value === 'cold' || value === 'warm' ? value : undefined);

const anything: FieldReader = (value, scale) => {
  if (typeof value === 'boolean') return value;
  const number = numberOf(value, scale);
  return number ?? (typeof value === 'string' ? value : undefined);
};

/** The dimension of a field that is a quantity, by example of its unit. */
export const unitOf: Readonly<Record<string, string>> = {
  latency_us: 'us',
  slept_ms: 'ms',
  confidence: '1',
  stack_free: 'B',
  heap_free: 'B',
  bytes_sent: 'B',
};

const identity = { firmware: text, version: text, model: text };

/** What a message can tell. */
export type Meaning = NonNullable<Declared['means']>;

/** The fields a message of each meaning may deliver, beside those that begin with x_. */
export const fieldsOf: Readonly<Record<Meaning, Readonly<Record<string, FieldReader>>>> = {
  identity,
  boot: { cause: text, ...identity },
  inference: {
    label,
    latency_us: time_us,
    ticks,
    scores,
    confidence: share,
    start,
    sample: text,
    stack_free: bytes,
    heap_free: bytes,
    bytes_sent: bytes,
  },
  wake: { slept_ms: quantity('ms', (number) => number >= 0) },
  error: { code: text, detail: text },
  state: { state: text },
  nothing: {},
};

/** The reader of a field of such a message, if it may have it. */
export const readerOf = (meaning: Meaning, field: string): FieldReader | undefined => {
  const own = fieldsOf[meaning];
  if (Object.hasOwn(own, field)) return own[field];
  const open = meaning === 'inference' || meaning === 'state';
  return open && /^x_[a-z0-9_]+$/u.test(field) ? anything : undefined;
};

/** Every field any message may have, for the names of groups that need no `fields`. */
export const knownFields: ReadonlySet<string> = new Set(
  Object.values(fieldsOf).flatMap((fields) => Object.keys(fields)),
);
