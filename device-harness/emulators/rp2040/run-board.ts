import { setImmediate } from 'node:timers/promises';
import type { Chunk } from '../../transports/transport.ts';
import { createBoard, type BoardOptions } from './board.ts';

export interface BoardRunner {
  feed: (bytes: Uint8Array) => void;
  /**
   * Grants the device up to `duration_us` of virtual time and hands over exactly one chunk: what
   * it said, or an empty one. Resolves with the reason once the core has locked up.
   */
  wait: (duration_us: number) => Promise<string | undefined>;
}

/** About 10 ms of a host's time; between slices whoever owns the thread can stop the device. */
const slice = 250_000;

/** A board that runs only while it is waited for, so that its time never depends on the host's. */
export const runBoard = (
  options: BoardOptions,
  hand: (chunk: Chunk) => void,
  signal?: AbortSignal,
): BoardRunner => {
  const board = createBoard(options);
  return {
    feed: board.feed,
    async wait(duration_us) {
      const until_us = board.time_us() + duration_us;
      for (;;) {
        const pause = board.run(until_us, slice);
        const bytes = pause === 'slice' ? undefined : board.take();
        if (bytes && (pause !== 'spoke' || bytes.length > 0)) {
          hand({ bytes, time_us: board.time_us(), meter: board.meter() });
          return board.lockUp();
        }
        if (signal?.aborted) return undefined;
        if (pause === 'slice') await setImmediate();
      }
    },
  };
};
