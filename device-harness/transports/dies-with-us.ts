import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join, resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { PilotError } from '../../documents/pilot-error.ts';
import { fault } from '../fault.ts';

export interface DyingOptions {
  /** Working folder; default ours. */
  readonly folder?: string | undefined;
  readonly env?: NodeJS.ProcessEnv | undefined;
}

/**
 * The shell leaves a watcher in the process group and becomes the program, which so keeps the pid.
 * Our death, however it comes, closes the pipe at descriptor 3; the watcher then ends the group.
 */
const underWatch =
  '( (trap "" TERM INT HUP; read -r _ <&3; kill -KILL -$$) & ) </dev/null >/dev/null 2>&1; exec 3<&-; exec "$@"';

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
};

/** Where a program is. Throws PROGRAM_MISSING. */
export const findProgram = (
  name: string,
  { folder = process.cwd(), env = process.env }: DyingOptions = {},
): string => {
  const places =
    isAbsolute(name) || /[\\/]/u.test(name)
      ? [resolve(folder, name)]
      : (env['PATH'] ?? '').split(delimiter).map((place) => join(place, name));
  const endings = process.platform === 'win32' ? ['', '.exe'] : [''];
  const found = places
    .flatMap((place) => endings.map((ending) => place + ending))
    .find((place) => isProgram(place));
  if (found !== undefined) return found;
  throw new PilotError({
    code: 'PROGRAM_MISSING',
    message: `There is no program "${name}"`,
    hint: 'Install it, or name it by its path.',
    exitCode: 4,
  });
};

const signalGroup = (child: ChildProcessWithoutNullStreams, signal: NodeJS.Signals): void => {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    child.kill(signal);
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // Nobody is left in the group.
  }
};

/**
 * Starts a program in a process group of its own that never outlives us: even when we are killed
 * outright, it and what it started are (on Windows only it, and only while we can still act). When
 * the program ends by itself, what it left running ends too. Throws PROGRAM_MISSING.
 */
export const spawnDying = (
  [program = '', ...rest]: readonly string[],
  options: DyingOptions = {},
): ChildProcessWithoutNullStreams => {
  const file = findProgram(program, options);
  const { folder: cwd, env } = options;
  if (process.platform === 'win32') {
    return spawn(file, rest, { cwd, env, windowsHide: true });
  }
  const child = spawn('/bin/sh', ['-c', underWatch, 'sh', file, ...rest], {
    cwd,
    env,
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
  }) as unknown as ChildProcessWithoutNullStreams;
  const pipe = child.stdio[3] as unknown as Writable;
  pipe.on('error', () => {});
  child.once('exit', () => {
    // The watcher is still in the group, so its number cannot be anybody else's yet.
    signalGroup(child, 'SIGKILL');
    pipe.destroy();
  });
  return child;
};

/** For the system to end what is killed; it cannot while that waits for a device of its own. */
const ending_ms = 2000;

/**
 * Asks the program to end, and ends it and its group after `grace_ms`. Resolves when it is gone;
 * rejects with LOST where it is still there 2 s after it was killed.
 */
export const endDying = async (
  child: ChildProcessWithoutNullStreams,
  grace_ms: number = 1000,
): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = once(child, 'exit');
  const patience = new AbortController();
  signalGroup(child, 'SIGTERM');
  const { signal } = patience;
  const isOver = async (): Promise<never> => {
    await setTimeout(grace_ms, undefined, { signal });
    signalGroup(child, 'SIGKILL');
    await setTimeout(ending_ms, undefined, { signal });
    throw fault('LOST', `the program (process ${child.pid}) did not end when it was killed`);
  };
  try {
    await Promise.race([gone, isOver()]);
  } finally {
    patience.abort();
  }
};
