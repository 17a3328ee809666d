import { fault } from '../fault.ts';
import { withDeadline } from '../with-deadline.ts';
import { createChunkQueue } from './chunk-queue.ts';
import { endDying, spawnDying } from './dies-with-us.ts';
import { hostTime_us } from './host-time.ts';
import { watchUsage } from './process-usage.ts';
import type { TransportDefinition } from './transport.ts';

const wordsKept_B = 2048;

/** The end of what a program complains about. */
const lastWords = (errors: NodeJS.ReadableStream): (() => string) => {
  let kept = Buffer.alloc(0);
  errors.on('data', (bytes: Buffer) => {
    kept = Buffer.concat([kept, bytes]).subarray(-wordsKept_B);
  });
  errors.on('error', () => {});
  return () => kept.toString('utf8').trim();
};

const endOf = (code: number | null, signal: NodeJS.Signals | null, words: string): string =>
  `the program ended ${signal === null ? `with code ${code}` : `by ${signal}`}${words === '' ? '' : `: ${words}`}`;

/**
 * A program whose standard input and output are the link: a simulator, or `ssh` to a gateway. It
 * dies with us; disposal gives it one second to end by itself. What it says on standard error
 * stands, the last 2 KiB of it, in the fault of a link that is lost. `folder` is absolute: whoever
 * reads the configuration resolves it.
 */
export const childProcess: TransportDefinition<'process'> = {
  origin: 'modelled',
  async open({ command, folder }, signal) {
    signal.throwIfAborted();
    const child = spawnDying(command, { folder });
    const received = createChunkQueue();
    const ended = new AbortController();
    const end = (reason?: unknown): void => {
      signal.removeEventListener('abort', onAbort);
      received.end(reason);
      ended.abort(reason ?? fault('LOST', 'the link was lost'));
    };
    const close = async (reason?: unknown): Promise<void> => {
      end(reason);
      await endDying(child);
    };
    const onAbort = (): void => void close(signal.reason).catch(() => {});
    signal.addEventListener('abort', onAbort);
    const words = lastWords(child.stderr);
    child.stdout.on('data', (bytes: Buffer) => received.push({ bytes, time_us: hostTime_us() }));
    child.stdin.on('error', () => {});
    child.on('error', (cause) => end(fault('LOST', cause.message, cause)));
    child.on('close', (code, by) => end(fault('LOST', endOf(code, by, words()))));
    const write = async (bytes: Uint8Array): Promise<void> =>
      new Promise((resolve, reject) => {
        child.stdin.write(bytes, (failed) =>
          failed ? reject(fault('LOST', 'the program reads no more', failed)) : resolve(),
        );
      });
    return {
      received,
      async send(bytes, within_us) {
        ended.signal.throwIfAborted();
        const late = fault('DEADLINE', `it took no bytes for ${within_us / 1e6} s`);
        await withDeadline(write(bytes), within_us, late, ended.signal);
      },
      usage: watchUsage(child.pid),
      [Symbol.asyncDispose]: async () => close(),
    };
  },
};
