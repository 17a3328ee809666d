import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';
import { answerDigest } from './digest.ts';
import type { Numbering } from './samples.ts';

/** What a comparison pairs within. */
export interface PairingScope {
  /** Only this scenario, where the criterion names one. */
  readonly scenario: string | undefined;
  /** Scenarios of the plan; any where it names none. */
  readonly planned: readonly string[];
}

/** The baseline as one comparison sees it. */
export interface Pairing {
  /** Whether the baseline was right on the event's sample, of that number; undefined where it has no such sample. */
  readonly wasRight: (event: TelemetryEvent, sample: number) => boolean | undefined;
  /** Samples of the scope that no event asked for, each device's counted. */
  readonly unused: () => number;
  /** A sample whose right answer is another in the baseline, if there is one. */
  readonly otherTruth: () => string | undefined;
  /** Samples of the scope it answered again on the same device, and differently. */
  readonly contradicted: () => number;
}

/** What the baseline answered, found by the sample of a candidate's event. */
export interface Baseline {
  /** Samples of known truth the baseline holds, each device's and scenario's counted. */
  readonly samples: number;
  readonly pairing: (scope: PairingScope) => Pairing;
}

interface Answer {
  readonly index: number;
  readonly device: string;
  readonly right: boolean;
  readonly truth: string;
  readonly digest: number;
  /** Scenario it was given in; undefined for an event that names none. */
  readonly scenario: string | undefined;
}

/** Answers to each sample, by its number; where several devices saw it, by device. */
type Entries = (Answer | Map<string, Answer> | undefined)[];

/** What was answered in one scenario: the same sample may rightly be answered anew in another. */
interface Book {
  readonly entries: Entries;
  contradicted: number;
}

type Books = ReadonlyMap<string | undefined, Book>;

/** Events or whole batches of a source, one after the other, whether it is asynchronous or not. */
export type Source<T> = Iterable<T> | AsyncIterable<T>;

/** Where several devices of the baseline saw one sample, only the same device's answer pairs. */
const answerOf = (book: Book | undefined, sample: number, device: string): Answer | undefined => {
  const entry = book?.entries[sample];
  return entry instanceof Map ? entry.get(device) : entry;
};

const pairingOf = (
  books: Books,
  answers: readonly Answer[],
  { scenario, planned }: PairingScope,
): Pairing => {
  const used = new Uint8Array(answers.length);
  let otherTruth: string | undefined;
  const inScope = (name: string | undefined): boolean =>
    name === undefined ||
    (scenario === undefined ? planned.length === 0 || planned.includes(name) : name === scenario);
  return {
    wasRight: (event, number) => {
      const { device, sample, truth } = event;
      const own = inScope(event.scenario) ? books.get(event.scenario) : undefined;
      const answer =
        answerOf(own, number, device) ?? answerOf(books.get(undefined), number, device);
      if (!answer) return undefined;
      used[answer.index] = 1;
      if (answer.truth !== truth) otherTruth ??= sample;
      return answer.right;
    },
    unused: () =>
      answers.filter((answer) => used[answer.index] === 0 && inScope(answer.scenario)).length,
    otherTruth: () => otherTruth,
    contradicted: () =>
      [...books].reduce((sum, [name, book]) => sum + (inScope(name) ? book.contradicted : 0), 0),
  };
};

/** Reads a baseline's events. The first answer to a sample on a device and in a scenario counts. */
export const readBaseline = async (
  events: Source<TelemetryEvent>,
  numberOf: Numbering,
): Promise<Baseline> => {
  const books = new Map<string | undefined, Book>();
  const answers: Answer[] = [];
  const add = (event: TelemetryEvent): void => {
    const { kind, device, sample, truth, label, scenario } = event;
    if (kind !== 'inference' || sample === undefined) return;
    if (truth === undefined || label === undefined) return;
    let book = books.get(scenario);
    if (!book) books.set(scenario, (book = { entries: [], contradicted: 0 }));
    const { entries } = book;
    const number = numberOf(sample);
    const entry = entries[number];
    const digest = answerDigest(event);
    const known =
      entry instanceof Map || entry?.device === device ? answerOf(book, number, device) : undefined;
    if (known) {
      if (known.digest !== digest) book.contradicted += 1;
      return;
    }
    const right = label === truth;
    const answer = { index: answers.length, device, right, truth, digest, scenario };
    answers.push(answer);
    if (entry instanceof Map) entry.set(device, answer);
    else if (entry)
      entries[number] = new Map([
        [entry.device, entry],
        [device, answer],
      ]);
    else entries[number] = answer;
  };
  // Waiting for every event of an array would cost more than reading it.
  if (Symbol.asyncIterator in events) for await (const event of events) add(event);
  else for (const event of events) add(event);
  const pairing = (scope: PairingScope): Pairing => pairingOf(books, answers, scope);
  return { samples: answers.length, pairing };
};
