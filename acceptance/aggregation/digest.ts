import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';

const float = new Float64Array(1);
const words = new Int32Array(float.buffer);

const mix = (hash: number, word: number): number => {
  const mixed = Math.imul(hash ^ word, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
};

const mixText = (hash: number, text: string): number => {
  let mixed = mix(hash, text.length);
  for (let i = 0; i < text.length; i += 1) mixed = mix(mixed, text.charCodeAt(i));
  return mixed;
};

const PLACES = 256;
const texts: string[] = Array.from({ length: PLACES }, () => '');
const digests = new Int32Array(PLACES);

/** Digest of a text that mostly came before, as labels, tags and scenarios do. */
const textDigest = (text: string): number => {
  const { length } = text;
  if (length === 0) return 0;
  const place = (length * 31 + text.charCodeAt(0) * 7 + text.charCodeAt(length - 1)) & (PLACES - 1);
  if (texts[place] !== text) {
    texts[place] = text;
    digests[place] = mixText(0, text);
  }
  return digests[place]!;
};

/** Adds one value of an event; kinds of values that print alike stay apart. */
const mixValue = (hash: number, value: unknown): number => {
  if (typeof value === 'number') {
    // Most numbers are small integers, which need no look at their bytes.
    if (value === (value | 0) && value !== 0) return mix(mix(hash, 4), value);
    float[0] = value;
    return mix(mix(hash, words[0]!), words[1]!);
  }
  if (typeof value === 'string') return mix(mix(hash, 1), textDigest(value));
  return value === undefined ? mix(hash, 2) : mixText(mix(hash, 3), JSON.stringify(value));
};

const mixScores = (hash: number, scores: TelemetryEvent['scores']): number => {
  if (!Array.isArray(scores)) return mixValue(hash, scores);
  let mixed = mix(hash, scores.length);
  for (const score of scores) mixed = mixValue(mixed, score);
  return mixed;
};

/** 32 bits of an answer and of what it should have been. */
export const answerDigest = ({ label, truth }: TelemetryEvent): number =>
  mixValue(mixValue(0, label), truth) | 0;

/**
 * 32 bits of everything in an event that a verdict can rest on, its `answerDigest` and the number
 * of its sample included; the order of tags is nothing.
 */
export const eventDigest = (event: TelemetryEvent, answer: number, sample: number): number => {
  let hash = mix(mixValue(answer, event.kind), sample);
  hash = mixValue(hash, event.time_us);
  hash = mixValue(hash, event.origin);
  hash = mixValue(hash, event.scenario);
  hash = mixValue(hash, event.start);
  hash = mixValue(hash, event.latency_us);
  hash = mixValue(hash, event.energy_uJ);
  hash = mixValue(hash, event.bytes_sent);
  hash = mixValue(hash, event.stack_free);
  hash = mixValue(hash, event.heap_free);
  hash = mixValue(hash, event.confidence);
  hash = mixValue(hash, event.fallback);
  hash = mixScores(hash, event.scores);
  if (event.rss_B !== undefined || event.cpu_us !== undefined) {
    hash = mixValue(mixValue(hash, event.rss_B), event.cpu_us);
  }
  if (event.kind === 'window') {
    hash = mixValue(mixValue(hash, event.inferences), event.elapsed_us);
  }
  let tags = 0;
  for (const tag in event.tags) {
    tags = (tags + mix(textDigest(tag), textDigest(String(event.tags[tag])))) | 0;
  }
  return mix(hash, tags) | 0;
};
