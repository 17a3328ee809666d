import type { Stimulus } from '../../schemas/types/stimulus.ts';
import type { DeviceConfig } from '../transports/transport.ts';
import type { Framing } from '../line-framer.ts';
import type { Link, Line } from '../link.ts';

/** What a device says of itself; empty text is what nobody says. */
export interface Identity {
  readonly firmware: string;
  readonly version: string;
  readonly model: string;
  /** Ticks of the device's timer in a second. */
  readonly tick_hz: number;
  /** Classes in the order of the scores; none where the device does not tell them beforehand. */
  readonly labels: readonly string[];
  /** Which of these the bench's configuration states, because the device does not say them. */
  readonly stated?: readonly ('firmware' | 'version' | 'model' | 'labels')[];
  /** What else it says of itself, for the journal. */
  readonly details?: Readonly<Record<string, string>>;
}

export interface Inference {
  readonly type: 'inference';
  /** Absent where the device does not repeat what it was asked. */
  readonly sample?: string;
  readonly label: string;
  /** Complete stimulus to complete result on the device's own timer; absent where it is untimed. */
  readonly ticks?: number;
  /** Why it carries no ticks. */
  readonly untimed?: string;
  /** Absent where the device does not say: what came before it in its session tells. */
  readonly start?: 'cold' | 'warm';
  readonly scores?: readonly number[];
  readonly confidence?: number;
  /** Whether it took its declared fallback in place of the answer. */
  readonly fallback?: boolean;
  /** The right answer, where the protocol knows it without a stimulus. */
  readonly truth?: string;
  /** Fields of the event beyond the schema; names begin with x_. */
  readonly extra?: Readonly<Record<string, unknown>>;
  /** The same span as the host saw it. */
  readonly host_us?: number;
  /** How much later than on the device the host may see it. */
  readonly link_us?: number;
  readonly stack_free?: number;
  readonly heap_free?: number;
  /** Of a device that is a process: the most memory it had resident, as it says itself. */
  readonly rss_B?: number;
  /** Of a device that is a process: processor time of this inference, as it says itself. */
  readonly cpu_us?: number;
  readonly bytes_sent?: number;
}

/** Inferences of one sample that were timed together, after warm-ups that were not. */
export interface Window {
  readonly type: 'window';
  readonly sample: string;
  readonly inferences: number;
  readonly warmups: number;
  /** On the device's own clock. */
  readonly elapsed_us: number;
  /** The answer of the last inference. */
  readonly label: string;
  readonly scores?: readonly number[];
  /** The same span as the host saw it. */
  readonly host_us?: number;
  /** How much later than on the device the host may see it. */
  readonly link_us?: number;
  /** Fields of the event beyond the schema; names begin with x_. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** Inferences that were timed together. */
export interface Tally {
  readonly type: 'tally';
  readonly inferences: number;
  readonly elapsed_us: number;
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** A state the device has reached, such as safe. */
export interface Condition {
  readonly type: 'state';
  readonly state: string;
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** A line of a device that was understood, or understood to break the protocol. */
export type Message =
  | ({ readonly type: 'boot'; readonly cause: string } & Identity)
  | ({ readonly type: 'identity' } & Identity)
  | Inference
  | Window
  | { readonly type: 'wake'; readonly slept_ms: number }
  | Tally
  | Condition
  /** Of this protocol, and worth nothing by itself. */
  | { readonly type: 'part' }
  /** `age_s` is the age of the calibration that this one replaces. */
  | { readonly type: 'calibration'; readonly age_s: number; readonly outcome: string }
  /** An event the device kept while it had no connection; numbers count up by one. */
  | { readonly type: 'backlog'; readonly number: number }
  /** The end of a backlog: how many events were kept, and how many had no room. */
  | { readonly type: 'sync'; readonly queued: number; readonly dropped: number }
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
  /** What a reader of its numbers has to know; journaled once a device. */
  readonly notes?: readonly string[];
  /** Yields an identity last; boot messages before it are welcome. */
  identify: (link: Link, deadline_us: number) => AsyncIterable<Heard>;
  /** Yields an inference last. Absent where it cannot be given a stimulus. */
  infer?: (link: Link, stimulus: Stimulus, deadline_us: number) => AsyncIterable<Heard>;
  /** Yields a window last. Absent where it cannot time many inferences of one stimulus together. */
  measure?: (
    link: Link,
    stimulus: Stimulus,
    count: { readonly iterations: number; readonly warmups: number },
    deadline_us: number,
  ) => AsyncIterable<Heard>;
  /** Yields a boot last. Absent where it has no such command. */
  reset?: (link: Link, deadline_us: number) => AsyncIterable<Heard>;
  /** Yields a wake last. */
  sleep?: (link: Link, milliseconds: number, deadline_us: number) => AsyncIterable<Heard>;
  /** Has the firmware bring a fault about in itself; the states it reaches come unasked. */
  inject?: (link: Link, fault: string, deadline_us: number) => Promise<void>;
  /** Takes the fault back. */
  clear?: (link: Link, fault: string, deadline_us: number) => Promise<void>;
  /** Yields a calibration last. */
  calibrate?: (link: Link, deadline_us: number) => AsyncIterable<Heard>;
  /** Yields the backlog and a sync last. */
  offline?: (link: Link, milliseconds: number, deadline_us: number) => AsyncIterable<Heard>;
  /**
   * Yields what it says unasked, until the deadline or until nobody listens any more. Where absent,
   * each line is what `interpret` makes of it.
   */
  listen?: (link: Link, until_us: number) => AsyncIterable<Heard>;
  /**
   * Sends a line and yields those of its answer alone, where the protocol can tell its end: no
   * echo, no prompt, no log. Where absent, whatever comes is the answer.
   */
  exchange?: (link: Link, text: string, deadline_us: number) => AsyncIterable<Line>;
  /**
   * Sends a line whose answer nobody waits for, where the protocol has to know of it or may refuse
   * it. Where absent, any line is sent as it is.
   */
  tell?: (link: Link, text: string, deadline_us: number) => Promise<void>;
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
  readonly open: (options: ProtocolOptions<Kind>, device: DeviceConfig) => Promise<Protocol>;
}

/** The verbs a protocol may lack. */
export type Verb =
  | 'infer'
  | 'measure'
  | 'reset'
  | 'sleep'
  | 'inject'
  | 'clear'
  | 'calibrate'
  | 'offline';
