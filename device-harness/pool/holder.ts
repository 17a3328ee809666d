import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** A process as nobody else can be mistaken for it: a number is given out again, a start is not. */
export interface Holder {
  readonly pid: number;
  /** When it started, as the system counts it; absent where the system does not tell. */
  readonly start?: string;
  /** Which boot of the machine it belongs to, where the system tells. */
  readonly boot?: string;
  readonly host: string;
  /** The process namespace its number counts in: in a container 7 is not our 7. */
  readonly space?: string;
}

const orUndefined = <T>(read: () => T): T | undefined => {
  try {
    return read();
  } catch {
    return undefined;
  }
};

/** State letter and start time (clock ticks since boot) of `/proc/<pid>/stat`, fields 3 and 22. */
const linuxStat = (pid: number): { state: string; start: string } | undefined =>
  orUndefined(() => {
    // The name of the program may hold any character, a parenthesis too; what follows it may not.
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)!.split(' ');
    return { state: fields[0] ?? '', start: fields[19] ?? '' };
  });

const startOf = (pid: number): string | undefined => {
  if (process.platform === 'linux') return linuxStat(pid)?.start;
  if (process.platform === 'win32') return undefined;
  return orUndefined(() =>
    execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim(),
  );
};

const bootOf = (): string | undefined =>
  orUndefined(() => readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim());

const spaceOf = (): string | undefined => orUndefined(() => readlinkSync('/proc/self/ns/pid'));

let known: Holder | undefined;

/** This process. */
export const ourselves = (): Holder => {
  if (known) return known;
  const [start, boot, space] = [startOf(process.pid), bootOf(), spaceOf()];
  known = {
    pid: process.pid,
    ...(start !== undefined && { start }),
    ...(boot !== undefined && { boot }),
    host: hostname(),
    ...(space !== undefined && { space }),
  };
  return known;
};

const exists = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, and somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/**
 * Whether a holder is certainly gone. One that cannot be looked at from here (another machine,
 * another container) is not: its lock stands until it is given back.
 */
export const isGone = (holder: Holder): boolean => {
  const here = ourselves();
  if (holder.boot !== here.boot) return holder.host === here.host;
  if (here.boot === undefined && holder.host !== here.host) return false;
  if (holder.space !== here.space) return false;
  if (!exists(holder.pid)) return true;
  if (holder.start === undefined) return false;
  const stat = process.platform === 'linux' ? linuxStat(holder.pid) : undefined;
  // Ended, and only not yet collected by its parent.
  if (stat && (stat.state === 'Z' || stat.state === 'X')) return true;
  const start = stat?.start ?? startOf(holder.pid);
  return start !== undefined && start !== holder.start;
};
