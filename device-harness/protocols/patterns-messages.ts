import { keyValues } from './key-value.ts';
import type { CompiledMessage } from './patterns-compile.ts';
import type { Reading } from './patterns-fields.ts';
import type { Identity, Message } from './protocol.ts';
import { identityFrom, type Stated } from './stated-identity.ts';

/** What a file says once for all its messages. */
export interface Setting extends Reading {
  readonly stated: Stated;
  /** Longest line that is looked at; what is longer is not of this protocol. */
  readonly limit_B: number;
  readonly prompts: readonly string[];
}

type Fields = Readonly<Record<string, unknown>>;
type Values = (name: string) => unknown;

const inJson = (text: string): Values | undefined => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.slice(Math.max(0, text.indexOf('{'))));
  } catch {
    return undefined;
  }
  if (typeof parsed !== 'object' || parsed === null) return undefined;
  const own = (value: unknown, key: string): unknown =>
    typeof value === 'object' && value !== null && Object.hasOwn(value, key)
      ? (value as Fields)[key]
      : undefined;
  return (name) => own(parsed, name) ?? name.split('.').reduce(own, parsed as unknown);
};

/** The values of a line by the names they have in it. */
const valuesIn = (
  { values }: CompiledMessage,
  line: string,
  match: RegExpExecArray,
): Values | undefined => {
  if (values === 'json') return inJson(line.slice(match.index));
  if (values === 'groups') return (name) => match.groups?.[name];
  const pairs = keyValues(line.slice(match.index + match[0].length));
  return (name) => pairs.get(name);
};

/** The fields of a line, or the name of the first that does not fit. */
const fieldsIn = (message: CompiledMessage, values: Values, reading: Reading): Fields | string => {
  const fields: Record<string, unknown> = {};
  for (const { field, from, scale, read, needed } of message.sources) {
    const told = typeof from === 'string' ? values(from) : from.map(values);
    if (told === undefined && !needed) continue;
    const value = read(told, scale, reading);
    if (value === undefined) return field;
    fields[field] = value;
  }
  return fields;
};

/** The class with the highest score; none where two share it. */
const likeliest = (scores: readonly number[], labels: readonly string[]): string | undefined => {
  const best = Math.max(...scores);
  return scores.indexOf(best) === scores.lastIndexOf(best)
    ? labels[scores.indexOf(best)]
    : undefined;
};

const timed = ({ latency_us, ticks }: Fields): Fields => {
  const told = latency_us ?? ticks;
  if (told === undefined) return { untimed: 'the device told no time' };
  return told === 0 ? { untimed: 'told as 0' } : { ticks: told };
};

const inference = (id: string, fields: Fields, labels: readonly string[]): Message => {
  const scores = fields['scores'] as readonly number[] | undefined;
  const label = fields['label'] ?? (scores && likeliest(scores, labels));
  if (label === undefined) return { type: 'malformed', of: id, why: 'label' };
  const { latency_us: _, ticks: __, ...rest } = fields;
  const isOwn = (name: string): boolean => name.startsWith('x_');
  const some = (keep: (name: string) => boolean): Fields =>
    Object.fromEntries(Object.entries(rest).filter(([name]) => keep(name)));
  const extra = some(isOwn);
  return {
    type: 'inference',
    ...some((name) => !isOwn(name)),
    label,
    ...timed(fields),
    ...(Object.keys(extra).length > 0 && { extra }),
  } as Message;
};

const messageOf = ({ id, meaning }: CompiledMessage, fields: Fields, setting: Setting): Message => {
  const identity = (): Identity =>
    identityFrom(fields as Partial<Identity>, setting.stated, setting.labels);
  const text = (name: string, otherwise: string): string =>
    (fields[name] as string | undefined) ?? otherwise;
  switch (meaning) {
    case 'identity':
      return { type: 'identity', ...identity() };
    case 'boot':
      return { type: 'boot', cause: text('cause', 'not told'), ...identity() };
    case 'inference':
      return inference(id, fields, setting.labels);
    case 'wake':
      return { type: 'wake', slept_ms: Math.round(Number(fields['slept_ms'])) };
    case 'error':
      return { type: 'error', code: text('code', id), detail: text('detail', '') };
    case 'state': {
      const { state: _, ...extra } = fields;
      return { type: 'state', state: text('state', id), extra };
    }
    default:
      return { type: 'part' };
  }
};

/** A message with its name in the file; what is none of them has none. */
export interface Named {
  readonly id?: string;
  readonly message: Message;
}

/**
 * Reads a line by the messages of a patterns file, in their order: the first whose pattern matches
 * decides. A field that is missing or does not fit makes it malformed.
 */
export const readerBy =
  (messages: readonly CompiledMessage[], setting: Setting) =>
  (line: string): Named | undefined => {
    if (line.length > setting.limit_B) return undefined;
    if (setting.prompts.includes(line)) return { message: { type: 'part' } };
    for (const message of messages) {
      const match = message.regex.exec(line);
      if (!match) continue;
      const { id } = message;
      const broken = (why: string): Named => ({ id, message: { type: 'malformed', of: id, why } });
      const values = valuesIn(message, line, match);
      if (!values) return broken('JSON object');
      const fields = fieldsIn(message, values, setting);
      if (typeof fields === 'string') return broken(fields);
      return { id, message: messageOf(message, fields, setting) };
    }
    return undefined;
  };
