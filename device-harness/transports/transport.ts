import type { PilotConfig } from '../../schemas/types/config.ts';

/** A device as pilot.config.ts names it. */
export type DeviceConfig = NonNullable<PilotConfig['devices']>[number];

/** The transports the configuration knows. */
export type TransportKind = DeviceConfig['transport']['kind'];

/** What the configuration says of a transport of this kind. */
export type TransportOptions<Kind extends TransportKind = TransportKind> = Omit<
  Extract<DeviceConfig['transport'], { kind: Kind }>,
  'kind'
>;

/** The firmware an emulated device runs. */
export interface FirmwareImage {
  readonly elf: Uint8Array;
  /** Core clock; default 12 MHz. */
  readonly clock_Hz?: number;
}

/** Bytes of a device with the time they arrived. */
export interface Chunk {
  /** Empty when a granted wait ended in silence. */
  readonly bytes: Uint8Array;
  /** Microseconds: device time where it is virtual, else the host's monotonic clock. */
  readonly time_us: number;
  readonly meter?: Meter;
}

/** Seconds a device has spent in each state since power-up, where the bench can tell. */
export interface Meter {
  /** The core executed. */
  readonly active_s: number;
  /** The core waited for an interrupt with its clocks running. */
  readonly idle_s: number;
  /** The core was in deep sleep. */
  readonly sleep_s: number;
  /** The part of the active time in which the marker pin was high: inferences. */
  readonly marked_s: number;
}

/** Control lines to set; one that is absent is left as it is. */
export interface ControlLines {
  readonly dtr?: boolean;
  readonly rts?: boolean;
}

/** What a device that is a process of this machine has used since it began. */
export interface Usage {
  /** The most memory it had resident at any time. */
  readonly rss_B: number;
  /** Processor time; of several cores the sum. */
  readonly cpu_us: number;
}

/** Moves bytes and knows nothing else. */
export interface Transport {
  /**
   * What the device sends, in order; bounded. Ends when the link is lost, throws a PilotError
   * (LOST, FLOOD) when the bench knows why, the reason of the signal after an abort. Whoever reads
   * keeps the deadline of an answer.
   */
  readonly received: AsyncIterable<Chunk>;
  /** Resolves when the bytes have left the host; rejects with DEADLINE after `within_us`. */
  send: (bytes: Uint8Array, within_us: number) => Promise<void>;
  /**
   * Only where time is virtual: such a device runs while the host waits for it, and never
   * otherwise. Grants it up to `duration_us`; the next chunk is what it said, or an empty one.
   * The host may take as long as it needs for that, but no transport waits for a bench that has
   * stopped answering altogether: `received` then throws LOST.
   */
  readonly wait?: (duration_us: number) => void;
  /** Only where there are control lines. Rejects with a PilotError where they cannot be set. */
  readonly setLines?: (lines: ControlLines) => Promise<void>;
  /** The latest state of the power meter, where there is one. */
  readonly power?: () => Meter;
  /** What a reader of its numbers has to know; journaled as it opens. */
  readonly notes?: readonly string[];
  /** What may explain that nothing came, where the bench can guess; ends the words of a DEADLINE. */
  readonly silence?: () => string | undefined;
  /** Only where the device is a process of this machine; undefined where it cannot be told. */
  readonly usage?: () => Usage | undefined;
  /**
   * Idempotent; nothing stays open. Settles in bounded time: rejects with a PilotError when what
   * was opened could not be closed.
   */
  [Symbol.asyncDispose]: () => Promise<void>;
}

/** Where the numbers of a device on this transport come from. */
export type Origin = 'hardware' | 'emulated' | 'modelled';

/** All the harness knows of a way to a device. */
export interface TransportDefinition<Kind extends TransportKind> {
  readonly origin: Origin;
  /**
   * Opens it as the configuration says; `image` is the firmware of the run, if it has one. Rejects
   * with a PilotError whose hint says what to do. An abort, during opening or later, closes what
   * was opened. Needs no deadline of its own: openTransport keeps one for all.
   */
  readonly open: (
    options: TransportOptions<Kind>,
    signal: AbortSignal,
    image?: FirmwareImage,
  ) => Promise<Transport>;
}
