import { fault } from '../fault.ts';
import { createChunkQueue } from './chunk-queue.ts';
import { openRecording, type Recorded, type Recording } from './recording.ts';
import type { Chunk, Transport, TransportDefinition } from './transport.ts';

/** Of each text that is shown of a difference. */
const before_B = 20;
const after_B = 40;

const excerpt = (bytes: Uint8Array, at: number): string => {
  const from = Math.max(0, at - before_B);
  const text = Buffer.from(bytes.subarray(from, at + after_B)).toString('latin1');
  return JSON.stringify(`${from > 0 ? '…' : ''}${text}${at + after_B < bytes.length ? '…' : ''}`);
};

const firstDifference = (a: Uint8Array, b: Uint8Array): number => {
  const common = Math.min(a.length, b.length);
  for (let at = 0; at < common; at += 1) if (a[at] !== b[at]) return at;
  return common;
};

/** A recorded device: what it hears is compared, what it said then it says again. */
interface Player {
  /** What it says within `duration_us` from now, or an empty chunk. */
  said: (duration_us: number) => Promise<Chunk>;
  /** Rejects with DIFFERS. */
  heard: (bytes: Uint8Array) => Promise<void>;
  /** What comes next in the recording, where that explains a silence. */
  silence: () => string | undefined;
}

const createPlayer = (recording: Recording): Player => {
  /** Said before the harness listened. */
  const unheard: Recorded[] = [];
  let next: Recorded | undefined;
  let ended = false;
  /** Bytes compared: of all that is sent, and of the next entry. */
  let compared = 0;
  let offset = 0;
  let now_us = 0;
  let shift_us: number | undefined;

  const upcoming = async (): Promise<Recorded | undefined> => {
    next ??= await recording.next();
    ended = next === undefined;
    return next;
  };
  /** On the clock of this replay, which starts at 0 and keeps the recorded intervals. */
  const timeOf = ({ time_us }: Recorded): number => {
    shift_us ??= now_us - time_us;
    return Math.max(now_us, time_us + shift_us);
  };

  return {
    async said(duration_us) {
      const until_us = now_us + duration_us;
      const waiting = unheard[0] ?? (await upcoming());
      if (waiting?.direction !== 'received' || timeOf(waiting) > until_us) {
        now_us = until_us;
        return { bytes: new Uint8Array(), time_us: now_us };
      }
      if (unheard.shift() === undefined) next = undefined;
      now_us = timeOf(waiting);
      return { bytes: waiting.bytes, time_us: now_us };
    },
    async heard(bytes) {
      for (let at = 0; at < bytes.length;) {
        const entry = await upcoming();
        if (entry?.direction === 'received') {
          unheard.push(entry);
          next = undefined;
          continue;
        }
        const then = entry?.bytes.subarray(offset) ?? new Uint8Array();
        const now = bytes.subarray(at);
        const same = firstDifference(now, then);
        if ((same < now.length && same < then.length) || then.length === 0) {
          const was =
            then.length === 0 ? 'nothing more was' : `${excerpt(entry!.bytes, offset + same)} was`;
          throw fault(
            'DIFFERS',
            `byte ${compared + same + 1} of all that is sent differs from the recording: ${excerpt(bytes, at + same)} is sent where ${was} sent then`,
          );
        }
        at += same;
        offset += same;
        compared += same;
        if (offset === entry!.bytes.length) {
          now_us = timeOf(entry!);
          next = undefined;
          offset = 0;
        }
      }
    },
    silence() {
      if (ended) return 'the recording ends here';
      return next?.direction === 'sent'
        ? `when it was recorded, ${excerpt(next.bytes, offset)} was sent next`
        : undefined;
    },
  };
};

const play = (recording: Recording, signal: AbortSignal): Transport => {
  const player = createPlayer(recording);
  const received = createChunkQueue();
  let turn: Promise<unknown> = Promise.resolve();
  /** One after the other, since all of them read on in the recording. */
  const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
    const done = turn.then(work);
    turn = done.catch(() => {});
    return done;
  };
  const close = async (reason?: unknown): Promise<void> => {
    signal.removeEventListener('abort', onAbort);
    received.end(reason);
    await inTurn(async () => recording[Symbol.asyncDispose]());
  };
  const onAbort = (): void => void close(signal.reason).catch(() => {});
  signal.addEventListener('abort', onAbort);
  return {
    received,
    send: async (bytes) => inTurn(async () => player.heard(bytes)),
    wait(duration_us) {
      inTurn(async () => player.said(duration_us)).then(received.push, received.end);
    },
    silence: player.silence,
    [Symbol.asyncDispose]: async () => close(),
  };
};

/**
 * An earlier run as a device: what the harness sends is compared with what was sent then, and what
 * was received then is given in answer. Its time is virtual and keeps the recorded intervals, so an
 * hour of recorded waiting takes none; at the end of the recording there is silence. Neither
 * a power meter nor what the host measured itself is part of a recording. `transcript` is absolute: whoever reads the configuration
 * resolves it. Rejects with TRANSCRIPT_MISSING; a link with DIFFERS or TRANSCRIPT_INVALID.
 */
export const replay: TransportDefinition<'replay'> = {
  origin: 'modelled',
  async open({ transcript }, signal) {
    signal.throwIfAborted();
    return play(await openRecording(transcript), signal);
  },
};
