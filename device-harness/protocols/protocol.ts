import type { Stimulus } from '../../schemas/types/stimulus.ts';
import type { DeviceConfig } from '../transports/transport.ts';
import type { Framing } from '../line-framer.ts';
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
  /** How its lines end and which prompts count as lines; LF and none where absent. */
  readonly framing?: Framing;
  /** Yields an identity last; boot messages before it are welcome. */
  identify: (link: Link, deadline_us: number) => AsyncIterable<Heard>;
  /** Yields an inference last. Absent where it cannot be given a stimulus. */
  infer?: (link: Link, stimulus: Stimulus, deadline_us: number) => AsyncIterable<Heard>;
  /** Yields a boot last. Absent where it has no such command. */
  reset?: (link: Link, deadline_us: number) => AsyncIterable<Heard>;
  /** Yields a wake last. */
  sleep?: (link: Link, milliseconds: number, deadline_us: number) => AsyncIterable<Heard>;
  /** Pure. Undefined for a line that is not of this protocol: noise, never guessed. */
  interpret: (line: string) => Message | undefined;
}

type Named = Exclude<NonNullable<DeviceConfig['protocol']>, string>;

/** The protocols the configuration knows. */
export type ProtocolKind = Extract<NonNullable<DeviceConfig['protocol']>, string> | Named['kind'];

/** What the configuration says of a protocol of this kind; nothing where it is named only. */
export type ProtocolOptions<Kind extends ProtocolKind> = Partial<
  Omit<Extract<Named, { kind: Kind }>, 'kind'>
>;

/** A protocol as the configuration asks for it. */
export interface ProtocolDefinition<Kind extends ProtocolKind> {
  /** Rejects with a PilotError where the options cannot be used. Opens no link. */
  readonly open: (options: ProtocolOptions<Kind>) => Promise<Protocol>;
}

/** The verbs a protocol may lack. */
export type Verb = 'infer' | 'reset' | 'sleep';
