import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { quantityIn } from '../../documents/units.ts';
import { fault, wordsOf } from '../fault.ts';
import type { Journal } from '../scenario/context.ts';
import { endDying, spawnDying } from '../transports/dies-with-us.ts';
import { withDeadline } from '../with-deadline.ts';
import { boundedLines } from './bounded-lines.ts';
import { environmentOf, filled, type HookValues } from './placeholders.ts';

/** A command of pilot.config.ts. */
export interface HookCommand {
  readonly command: readonly string[];
  readonly within?: string;
}

export interface RunHook {
  /** As the journal calls it: `flash`, `power off`. */
  readonly hook: string;
  readonly values: HookValues;
  readonly journal: Journal;
  readonly signal: AbortSignal;
}

const usualDeadline = '60 s';
const grace_ms = 1000;
const lastWords_ms = 500;

interface Ended {
  readonly exit: number | null;
  readonly signal: NodeJS.Signals | null;
}

const endOf = ({ exit, signal }: Ended): string =>
  exit === null ? `was ended by ${signal}` : `ended with ${exit}`;

const start = (
  command: readonly string[],
  hook: string,
  values: HookValues,
): ChildProcessWithoutNullStreams => {
  try {
    const env = { ...process.env, ...environmentOf(hook, values) };
    const child = spawnDying(command, { env });
    child.stdin.on('error', () => {});
    child.stdin.end();
    return child;
  } catch (error) {
    throw fault('HOOK_FAILED', `its ${hook} hook cannot be started: ${wordsOf(error)}`, error);
  }
};

/** How it ended; at the deadline, or on abort, only after it and all it started were ended. */
const endWithin = async (
  child: ChildProcessWithoutNullStreams,
  within_us: number,
  late: Error,
  signal: AbortSignal,
): Promise<Ended> => {
  const exit = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  const closed = once(child, 'close').catch(() => {});
  try {
    const [code, by] = await withDeadline(exit, within_us, late, signal);
    return { exit: code, signal: by };
  } catch (error) {
    await endDying(child, grace_ms);
    throw error;
  } finally {
    // What a hook set free may keep its output open; its last words are in the pipe already.
    const patience = new AbortController();
    const enough = sleep(lastWords_ms, undefined, { signal: patience.signal }).catch(() => {});
    await Promise.race([closed, enough]);
    patience.abort();
    child.stdout.destroy();
    child.stderr.destroy();
  }
};

/**
 * Runs a command of the bench for one device, without a shell, and journals what it says line by
 * line. It and everything it leaves in its process group end with it, at its deadline, and with us.
 * Rejects with HOOK_FAILED where it cannot be started, does not end in time or does not end with 0;
 * with the signal's reason on abort.
 */
export const runHook = async ({ command, within }: HookCommand, run: RunHook): Promise<void> => {
  const { hook, values, journal, signal } = run;
  signal.throwIfAborted();
  const line = filled(command, values);
  journal({ kind: 'hook', outcome: 'started', message: hook, data: { hook, command: line } });
  const began_ms = performance.now();
  const output = boundedLines((message, stream) =>
    journal({ kind: 'hook', message, data: { hook, ...(stream && { stream }) } }),
  );
  const finish = (outcome: string, message: string, ended: Partial<Ended> = {}): void => {
    output.finish();
    const duration_ms = Math.round(performance.now() - began_ms);
    journal({ kind: 'hook', outcome, message, data: { hook, duration_ms, ...ended } });
  };
  let ended: Ended;
  let unwritten: unknown;
  try {
    const within_us = Math.round(quantityIn(within ?? usualDeadline, 'us'));
    const late = fault(
      'HOOK_FAILED',
      `its ${hook} hook did not end within ${within ?? usualDeadline} and was ended`,
    );
    const child = start(line, hook, values);
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream].on('data', (bytes: Buffer) => {
        try {
          output.push(stream, bytes);
        } catch (error) {
          // A journal that cannot be written is no reason to leave the program half way.
          unwritten ??= error;
        }
      });
    }
    ended = await endWithin(child, within_us, late, signal);
    if (unwritten !== undefined) throw unwritten;
  } catch (error) {
    finish(signal.aborted ? 'interrupted' : 'failed', wordsOf(error));
    throw error;
  }
  const words = `${hook} ${endOf(ended)}`;
  finish(ended.exit === 0 ? 'done' : 'failed', words, ended);
  if (ended.exit === 0) return;
  const said = output.last() === '' ? '' : `: ${output.last().slice(0, 200)}`;
  throw fault('HOOK_FAILED', `its ${hook} hook ${endOf(ended)}${said}`);
};
