import type { Identity, Message } from './protocol.ts';

type Fields = Readonly<Record<string, unknown>>;

const malformed = (of: string, why: string): Message => ({ type: 'malformed', of, why });

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0;
const isShare = (value: unknown): value is number =>
  typeof value === 'number' && value >= 0 && value <= 1;
const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.length > 0 && value.every(isText);
const isScores = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((score) => Number.isSafeInteger(score));

const firstUnfit = (
  fields: Fields,
  checks: Readonly<Record<string, (value: unknown) => boolean>>,
): string | undefined => {
  for (const key in checks) if (!checks[key]!(fields[key])) return key;
  return undefined;
};

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
  rss_B: optional(isCount),
  cpu_us: optional(isCount),
  confidence: optional(isShare),
  fallback: optional((value) => typeof value === 'boolean'),
  bytes_sent: optional(isCount),
};

const knownOnly = (fields: Fields, keys: object): Fields => {
  const known: Record<string, unknown> = {};
  for (const key in keys) if (Object.hasOwn(fields, key)) known[key] = fields[key];
  return known;
};

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
  state({ state }) {
    return isText(state) ? { type: 'state', state } : malformed('state', 'state');
  },
  calibration(fields) {
    const unfit = firstUnfit(fields, { age_s: isCount, outcome: isText });
    if (unfit) return malformed('calibration', unfit);
    return {
      type: 'calibration',
      age_s: Number(fields['age_s']),
      outcome: String(fields['outcome']),
    };
  },
  backlog({ number }) {
    return isCount(number) ? { type: 'backlog', number } : malformed('backlog', 'number');
  },
  sync(fields) {
    const unfit = firstUnfit(fields, { queued: isCount, dropped: isCount });
    if (unfit) return malformed('sync', unfit);
    return { type: 'sync', queued: Number(fields['queued']), dropped: Number(fields['dropped']) };
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
  const fields = parsed as Fields;
  const type = fields['type'];
  if (typeof type !== 'string' || !Object.hasOwn(readers, type)) return undefined;
  return readers[type]!(fields);
};
