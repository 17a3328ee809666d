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
}

/** What the baseline answered, found by the sample of a candidate's event. */
export interface Baseline {
  /** Samples of known truth the baseline holds, each device's counted. */
  readonly samples: number;
  /** Samples it answered again on the same device, and differently. */
  readonly contradicted: number;
  readonly pairing: (scope: PairingScope) => Pairing;
}

interface Answer {
  readonly index: number;
  readonly device: string;
  readonly right: boolean;
  readonly truth: string;
  readonly digest: number;
  /** Scenarios it was given in; undefined for an event that names none. */
  scenarios: readonly (string | undefined)[];
}

/** Answers to each sample, by its number; where several devices saw it, by device. */
type Entries = readonly (Answer | ReadonlyMap<string, Answer> | undefined)[];

/** Events or whole batches of a source, one after the other, whether it is asynchronous or not. */
export type Source<T> = Iterable<T> | AsyncIterable<T>;

/** Where several devices of the baseline saw one sample, only the same device's answer pairs. */
const answerOf = (entries: Entries, sample: number, device: string): Answer | undefined => {
  const entry = entries[sample];
  return entry instanceof Map ? entry.get(device) : (entry as Answer | undefined);
};

const pairingOf = (
  entries: Entries,
  answers: readonly Answer[],
  { scenario, planned }: PairingScope,
): Pairing => {
  const used = new Uint8Array(answers.length);
  let otherTruth: string | undefined;
  const inScope = ({ scenarios }: Answer): boolean =>
    scenarios.some(
      (name) =>
        name === undefined ||
        (scenario === undefined
          ? planned.length === 0 || planned.includes(name)
          : name === scenario),
    );
  return {
    wasRight: ({ device, sample, truth }, number) => {
      const answer = answerOf(entries, number, device);
      if (!answer) return undefined;
      used[answer.index] = 1;
      if (answer.truth !== truth) otherTruth ??= sample;
      return answer.right;
    },
    unused: () => answers.filter((answer) => used[answer.index] === 0 && inScope(answer)).length,
    otherTruth: () => otherTruth,
  };
};

/** Reads a baseline's events. The first answer to a sample on a device counts. */
export const readBaseline = async (
  events: Source<TelemetryEvent>,
  numberOf: Numbering,
): Promise<Baseline> => {
  const entries: (Answer | Map<string, Answer> | undefined)[] = [];
  const answers: Answer[] = [];
  const alone = new Map<string | undefined, readonly [string | undefined]>();
  let contradicted = 0;
  const add = (event: TelemetryEvent): void => {
    const { kind, device, sample, truth, label, scenario } = event;
    if (kind !== 'inference' || sample === undefined) return;
    if (truth === undefined || label === undefined) return;
    const number = numberOf(sample);
    const entry = entries[number];
    const digest = answerDigest(event);
    const known =
      entry instanceof Map || entry?.device === device
        ? answerOf(entries, number, device)
        : undefined;
    if (known) {
      if (known.digest !== digest) contradicted += 1;
      if (!known.scenarios.includes(scenario)) known.scenarios = [...known.scenarios, scenario];
      return;
    }
    let scenarios = alone.get(scenario);
    if (!scenarios) alone.set(scenario, (scenarios = [scenario]));
    const right = label === truth;
    const answer = { index: answers.length, device, right, truth, digest, scenarios };
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
  const pairing = (scope: PairingScope): Pairing => pairingOf(entries, answers, scope);
  return { samples: answers.length, contradicted, pairing };
};
