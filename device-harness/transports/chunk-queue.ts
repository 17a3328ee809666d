import { fault } from '../fault.ts';
import { createFifo } from '../fifo.ts';
import type { Chunk } from './transport.ts';

/** Holds what a device sent until the harness takes it. */
export interface ChunkQueue extends AsyncIterable<Chunk> {
  push: (chunk: Chunk) => void;
  /** No more will come; what is held can still be taken. The first call decides the reason. */
  end: (reason?: unknown) => void;
}

const limit_B = 1024 * 1024;
/** What a chunk takes beside its bytes: many small ones fill the memory as well. */
const overhead_B = 64;

/** For one reader. A device that sends a mebibyte nobody takes is flooding: the queue ends. */
export const createChunkQueue = (): ChunkQueue => {
  const held = createFifo<Chunk>();
  let held_B = 0;
  let ended: { readonly reason: unknown } | undefined;
  let wake: (() => void) | undefined;
  const notify = (): void => {
    wake?.();
    wake = undefined;
  };
  const queue: ChunkQueue = {
    push(chunk) {
      if (ended) return;
      held.push(chunk);
      held_B += chunk.bytes.length + overhead_B;
      if (held_B > limit_B) queue.end(fault('FLOOD', `it sent more than ${limit_B} B unasked`));
      notify();
    },
    end(reason) {
      ended ??= { reason };
      notify();
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        const chunk = held.take();
        if (chunk) {
          held_B -= chunk.bytes.length + overhead_B;
          yield chunk;
        } else if (ended) {
          if (ended.reason !== undefined) throw ended.reason;
          return;
        } else {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
    },
  };
  return queue;
};
