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

/** Moves bytes and knows nothing else. */
export interface Transport {
  /**
   * What the device sends, in order; bounded. Ends when the link is lost, throws a PilotError
   * when the bench knows why.
   */
  readonly received: AsyncIterable<Chunk>;
  /** Resolves when the bytes have left the host; rejects with DEADLINE after `within_us`. */
  send: (bytes: Uint8Array, within_us: number) => Promise<void>;
  /**
   * Only where time is virtual: such a device runs while the host waits for it, and never
   * otherwise. Grants it up to `duration_us`; the next chunk is what it said, or an empty one.
   */
  readonly wait?: (duration_us: number) => void;
  /** The latest state of the power meter, where there is one. */
  readonly power?: () => Meter;
  /** Idempotent; nothing stays open. */
  [Symbol.asyncDispose]: () => Promise<void>;
}

/** Where the numbers of a device on this transport come from. */
export type Origin = 'hardware' | 'emulated' | 'modelled';

export interface TransportDefinition<Options> {
  readonly origin: Origin;
  /** Rejects with a PilotError whose hint says what to do. An abort closes what was opened. */
  readonly open: (options: Options, signal: AbortSignal) => Promise<Transport>;
}
