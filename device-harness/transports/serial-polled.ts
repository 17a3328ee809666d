import { readSync, writeSync } from 'node:fs';
import { fault } from '../fault.ts';
import { hostTime_us } from './host-time.ts';
import type { OpenPort, PortEvents, PortSettings, UnixBinding } from './serial-port.ts';
import { watch } from './serial-relief.ts';

const readable = 1;
const writable = 2;
const chunk_B = 64 * 1024;
/** Half of what a terminal of Linux holds ready: a read of this much leaves more to come. */
const flow_B = 2048;

/** What a call gives that does not block; undefined where it would have had to. */
const unblocked = (call: () => number): number | undefined => {
  try {
    return call();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EAGAIN' || code === 'EINTR') return undefined;
    throw error;
  }
};

/**
 * A port on Linux or macOS. The serial library opened it, keeps its lock and says when it can be
 * read or written; reading and writing is done here, at once and without blocking, because its own
 * way through the thread pool doubles the time of an exchange and stamps what came late whenever
 * this thread is busy. While this thread is late the relief reader reads in its place, and beside it
 * while more flows in than it can work off: a terminal hands out 4 KiB at a time and needs a while for
 * the next.
 */
export const polledPort = (
  binding: UnixBinding,
  { path }: PortSettings,
  { onChunk, onLost }: PortEvents,
): OpenPort => {
  const descriptor = binding.fd!;
  const { poller } = binding;
  const buffer = new Uint8Array(chunk_B);
  let open = true;
  let hasRoom: (() => void) | undefined;
  let writing: Promise<void> | undefined;

  const arm = (): void => {
    if (open) poller.poll(hasRoom ? readable | writable : readable);
  };
  const lost = (cause: unknown): void => {
    if (!open) return;
    stop();
    onLost(fault('LOST', 'the link was lost', cause));
  };
  const read = (): void => {
    const length = unblocked(() => readSync(descriptor, buffer, 0, chunk_B, null));
    // A line that was hung up can be read without end and gives nothing.
    if (length === 0) throw new Error(`${path} was hung up`);
    if (length === undefined) return;
    onChunk({ bytes: buffer.slice(0, length), time_us: hostTime_us() });
    if (length >= flow_B) relief.flows();
  };
  const relief = watch(descriptor, () =>
    relief.own((left) => {
      for (const chunk of left) onChunk(chunk);
    }),
  );
  const stop = (): void => {
    open = false;
    hasRoom?.();
    relief.close();
  };

  poller.on('readable', (failed: Error | null) => {
    if (!open) return;
    if (failed) return lost(failed);
    relief.present();
    try {
      relief.own((left) => {
        for (const chunk of left) onChunk(chunk);
        read();
      });
    } catch (error) {
      return lost(error);
    }
    arm();
  });
  poller.on('writable', () => {
    hasRoom?.();
    arm();
  });
  arm();

  /** What the system did not take at once. */
  const put = (bytes: Uint8Array): Uint8Array =>
    bytes.subarray(unblocked(() => writeSync(descriptor, bytes)) ?? 0);

  const writeRest = async (bytes: Uint8Array, giveUp: AbortSignal): Promise<void> => {
    const wake = (): void => hasRoom?.();
    giveUp.addEventListener('abort', wake);
    for (let rest = bytes; rest.length > 0; rest = put(rest)) {
      await new Promise<void>((resolve) => {
        hasRoom = resolve;
        arm();
      });
      hasRoom = undefined;
      giveUp.throwIfAborted();
      if (!open) throw new Error(`${path} was closed`);
    }
  };

  return {
    offer: (bytes) => (writing ? bytes : put(bytes)),
    async write(bytes, giveUp) {
      const before = writing;
      const mine = (async () => {
        await before?.catch(() => {});
        giveUp.throwIfAborted();
        await writeRest(bytes, giveUp);
      })();
      writing = mine;
      try {
        await mine;
      } finally {
        if (writing === mine) writing = undefined;
      }
    },
    setLines: async (lines) =>
      binding.set({ ...lines, brk: false, cts: false, dsr: false, lowLatency: false }),
    async close() {
      if (open) stop();
      // What the device never took would keep the port from closing.
      if (writing) await binding.flush();
      await binding.close();
    },
  };
};
