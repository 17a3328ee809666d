import type { Evidence } from '../schemas/types/evidence.ts';
import type { Plan } from '../schemas/types/plan.ts';
import type { AcceptanceRecord } from '../schemas/types/record.ts';
import { percentInWords } from './families/number-words.ts';
import { lookConfidence } from './judgement/looks.ts';
import { metricNamed } from './metrics/index.ts';

export type Looks = NonNullable<AcceptanceRecord['looks']>;

type Attempt = Evidence['run']['earlier'][number];

const EVENTS = 'events.ndjson';

/**
 * Whether an earlier attempt may have shown how the question would be answered. A bench fault that
 * left it open has asked for a repetition itself. What was gathered completely can be judged at any
 * time, and so can what was in a folder that is gone; what was interrupted and never judged cannot
 * become a go.
 */
const isLook = ({ label, outcome }: Attempt): boolean => {
  if (outcome === 'bench-fault') return label.startsWith('NO-GO');
  return label !== 'NOT JUDGED' || outcome === 'complete' || outcome === 'ingested';
};

/** How often the question was looked at, this time included; the same events are one look. */
const taken = ({ run, files }: Evidence): number => {
  const own = files.find(({ path }) => path === EVENTS)?.sha256;
  const looks = run.earlier.filter(isLook);
  const known = new Set(looks.flatMap(({ events }) => events ?? []));
  if (own !== undefined) known.delete(own);
  return 1 + known.size + looks.filter(({ events }) => events === undefined).length;
};

export const looksOf = (plan: Plan, evidence: Evidence): Looks => ({
  declared: plan.looks ?? 1,
  taken: taken(evidence),
  confidence: lookConfidence(plan),
});

/** Whether a verdict rests on inference whose error grows with every look. */
const splitsError = ({ required, metric, sequential, population }: Plan['criteria'][number]) =>
  required &&
  sequential === undefined &&
  population === undefined &&
  metricNamed(metric)?.from !== 'build';

/** Whether the question was looked at more often than was declared beforehand. */
export const isUndeclared = ({ criteria }: Plan, { declared, taken: now }: Looks): boolean =>
  now > declared && criteria.some(splitsError);

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'];

/** "the second look, not declared". */
export const undeclaredLook = ({ taken: now }: Looks): string =>
  `the ${ordinals[now - 1] ?? `${now}th`} look, not declared`;

/** What it costs, in words. */
export const costOfLooks = ({ declared, taken: now, confidence }: Looks): string => {
  const one = percentInWords(1 - confidence);
  const all = percentInWords(Math.round(100 * (1 - confidence ** now)) / 100);
  const plan = declared === 1 ? 'one was declared' : `${declared} were declared`;
  return `This is look ${now} at this question, and ${plan}. At the limit one look wrongly passes ${one} of the time; with the best of ${now} separate runs it would be up to ${all}, and topping up the same one wrongly passes about 9 % at three looks, 14 % at five and 21 % at eight.`;
};
