import type { Stimulus } from '../../schemas/types/stimulus.ts';
import type { Link, Line } from '../link.ts';

/** What a device says of itself. */
export interface Identity {
  readonly firmware: string;
  readonly version: string;
  readonly model: string;
  /** Ticks of the device's timer in a second. */
  readonly tick_hz: number;
  /** Classes in the order of the scores. */
  readonly labels: readonly string[];
}

export interface Inference {
  readonly type: 'inference';
  readonly sample: string;
  readonly label: string;
  /** Complete stimulus to complete result on the device's own timer. */
  readonly ticks: number;
  readonly start: 'cold' | 'warm';
  readonly scores?: readonly number[];
  readonly stack_free?: number;
  readonly heap_free?: number;
  readonly bytes_sent?: number;
}

/** A line of a device that was understood, or understood to break the protocol. */
export type Message =
  | ({ readonly type: 'boot'; readonly cause: string } & Identity)
  | ({ readonly type: 'identity' } & Identity)
  | Inference
  | { readonly type: 'wake'; readonly slept_ms: number }
  | { readonly type: 'error'; readonly code: string; readonly detail: string }
  | { readonly type: 'malformed'; readonly of: string; readonly why: string };

/** A message with the line it came in. */
export interface Heard<M extends Message = Message> {
  readonly message: M;
  readonly line: Line;
}

/**
 * Turns verbs into bytes and bytes into messages. Each verb yields whatever the device says until
 * the answer, which comes last; the caller judges what else may come. Deadlines are link time.
 */
export interface Protocol {
  readonly id: string;
  /** Yields an identity last; boot messages before it are welcome. */
  identify: (link: Link, deadline_us: number) => AsyncIterable<Heard>;
  /** Yields an inference last. */
  infer: (link: Link, stimulus: Stimulus, deadline_us: number) => AsyncIterable<Heard>;
  /** Yields a boot last. */
  reset: (link: Link, deadline_us: number) => AsyncIterable<Heard>;
  /** Yields a wake last. */
  sleep: (link: Link, milliseconds: number, deadline_us: number) => AsyncIterable<Heard>;
  /** Pure. Undefined for a line that is not of this protocol: noise, never guessed. */
  interpret: (line: string) => Message | undefined;
}
