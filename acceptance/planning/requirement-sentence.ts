import type { Need } from '../../schemas/types/requirements.ts';
import { inWords } from '../families/number-words.ts';
import type { Assumption } from './assumption.ts';
import type { Question } from './question.ts';
import { chanceInWords } from './chance-words.ts';

const origins: Readonly<Record<Assumption['from'], string>> = {
  suite: 'as the suite expects',
  run: 'as measured before',
  default: 'assumed',
};

/** What a plan says of a criterion's size, before it is put into words. */
export interface Figures {
  readonly condition: string;
  /** Whether what is assumed is better than the limit. */
  readonly beatsLimit: boolean;
  readonly from: Assumption['from'];
  readonly at80: Need | null;
  readonly at95: Need | null;
  readonly power: number | null;
  readonly caution: string | null;
  /** Whether any outcome of the planned pilot can be a pass. */
  readonly isPossible: boolean;
}

const grouped = (value: number): string => value.toLocaleString('en-US');

const sizeOf = ({ events, clusters, hours }: Need, noun: string): string => {
  const much =
    events === null
      ? `${inWords(hours ?? Number.NaN)} h of device time`
      : `${grouped(events)} events`;
  return clusters === null
    ? much
    : `${much} on ${grouped(clusters)} ${noun}${clusters === 1 ? '' : 's'}`;
};

const same = (a: Need, b: Need): boolean => a.events === b.events && a.clusters === b.clusters;

/** "a pilot of 2,100 events on 25 devices passes with a chance of 80 %, one of ... with 95 %". */
const needsOf = ({ at80, at95, beatsLimit }: Figures, noun: string): string => {
  if (at80 === null) {
    return beatsLimit
      ? 'no pilot of this kind and of a workable size is large enough'
      : 'no pilot is large enough, as that does not beat the limit';
  }
  const usual = `a pilot of ${sizeOf(at80, noun)} passes with a chance of`;
  if (at95 === null) return `${usual} 80 %, and none with 95 %`;
  return at80.events !== null && same(at80, at95)
    ? `${usual} over 95 %`
    : `${usual} 80 %, one of ${sizeOf(at95, noun)} with 95 %`;
};

/** What keeps the planned pilot from a chance of 80 %. */
const lackOf = ({ at80, power }: Figures, { planned, plan }: Question): string => {
  if (power === null || power >= 0.8 || at80 === null) return '';
  const { clusters, events, hours } = at80;
  if (clusters !== null && clusters > planned.clusters) {
    return `; it lacks ${plan.claim === 'fleet' ? 'devices' : 'sessions'}`;
  }
  if (events === null) return hours === null ? '' : '; it lacks time';
  return planned.events !== null && events > planned.events ? '; it lacks events' : '';
};

/** One sentence or two on the size of the pilot that a criterion asks for. */
export const requirementSentence = (figures: Figures, question: Question): string => {
  const { condition, from, power, caution, isPossible } = figures;
  const { criterion, plan } = question;
  const noun = plan.claim === 'fleet' ? 'device' : 'session';
  const has = isPossible ? `a chance of ${chanceInWords(power ?? 0)}` : 'no chance';
  const lack = isPossible ? lackOf(figures, question) : '';
  const chance = power === null ? '' : ` This pilot has ${has}${lack}.`;
  const also = caution === null ? '' : ` Note: ${caution}.`;
  return `${criterion.id}: if ${condition} (${origins[from]}), ${needsOf(figures, noun)}.${chance}${also}`;
};
