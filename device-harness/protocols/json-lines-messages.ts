import type { Identity, Message } from './protocol.ts';

type Fields = Readonly<Record<string, unknown>>;

const malformed = (of: string, why: string): Message => ({ type: 'malformed', of, why });

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0;
const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.length > 0 && value.every(isText);
const isScores = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((score) => Number.isSafeInteger(score));

const firstUnfit = (
  fields: Fields,
  checks: Readonly<Record<string, (value: unknown) => boolean>>,
): string | undefined => Object.keys(checks).find((key) => !checks[key]!(fields[key]));

const optional =
  (check: (value: unknown) => boolean) =>
  (value: unknown): boolean =>
    value === undefined || check(value);

const identityChecks = {
  protocol: (value: unknown) => value === 1,
  firmware: isText,
  version: isText,
  model: isText,
  tick_hz: (value: unknown) => isCount(value) && value > 0,
  labels: isTexts,
};

const identityOf = ({ firmware, version, model, tick_hz, labels }: Fields): Identity =>
  ({ firmware, version, model, tick_hz, labels }) as Identity;

const inferenceChecks = {
  sample: isText,
  label: isText,
  ticks: isCount,
  start: (value: unknown) => value === 'cold' || value === 'warm',
  scores: optional(isScores),
  stack_free: optional(isCount),
  heap_free: optional(isCount),
  bytes_sent: optional(isCount),
};

const knownOnly = (fields: Fields, keys: object): Fields =>
  Object.fromEntries(
    Object.keys(keys).flatMap((key) => (key in fields ? [[key, fields[key]]] : [])),
  );

/** A message of each type that a device may send, from its fields. */
const readers: Readonly<Record<string, (fields: Fields) => Message>> = {
  boot(fields) {
    const unfit = firstUnfit(fields, { ...identityChecks, cause: isText });
    if (unfit) return malformed('boot', unfit);
    return { type: 'boot', cause: String(fields['cause']), ...identityOf(fields) };
  },
  identity(fields) {
    const unfit = firstUnfit(fields, identityChecks);
    return unfit ? malformed('identity', unfit) : { type: 'identity', ...identityOf(fields) };
  },
  inference(fields) {
    const unfit = firstUnfit(fields, inferenceChecks);
    if (unfit) return malformed('inference', unfit);
    return { type: 'inference', ...knownOnly(fields, inferenceChecks) } as Message;
  },
  wake({ slept_ms }) {
    return isCount(slept_ms) ? { type: 'wake', slept_ms } : malformed('wake', 'slept_ms');
  },
  error({ code, detail }) {
    if (!isText(code)) return malformed('error', 'code');
    return { type: 'error', code, detail: typeof detail === 'string' ? detail : '' };
  },
};

/**
 * Reads one line of json-lines version 1. Unknown keys are ignored; a known type whose fields do
 * not fit is malformed and names the first such field; anything else is undefined.
 */
export const interpret = (line: string): Message | undefined => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return undefined;
  const fields = { ...parsed } as Fields;
  const type = fields['type'];
  if (typeof type !== 'string' || !Object.hasOwn(readers, type)) return undefined;
  return readers[type]!(fields);
};
