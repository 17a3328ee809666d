import { readdirSync, readFileSync } from 'node:fs';
import type { Usage } from './transport.ts';

/** These carry the work elsewhere, so what they use themselves says nothing of the device. */
const remote = /^(?:ssh|mosh-client|adb|docker|podman|kubectl|lxc|plink)$/u;

/** Where processor time is counted in nanoseconds, one task at a time. */
const taskTimes_ns = (pid: string): [task: string, time_ns: number][] =>
  readdirSync(`/proc/${pid}/task`).map((task) => {
    const [time_ns] = readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'latin1').split(' ');
    return [task, Number(time_ns)];
  });

const childrenOf = (pid: string): string[] =>
  readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'latin1').split(' ').filter(Boolean),
  );

/** Peak resident memory: VmHWM of proc(5), in KiB. Nothing for a process that has ended. */
const peak_B = (pid: string): number => {
  const status = readFileSync(`/proc/${pid}/status`, 'latin1');
  return Number(/^VmHWM:\s*(\d+) kB$/mu.exec(status)?.[1] ?? 0) * 1024;
};

interface Look {
  readonly rss_B: number;
  readonly tasks: readonly [task: string, time_ns: number][];
  readonly elsewhere: boolean;
}

/** A process and all it started that still run. One that ends while it is looked at counts nothing. */
const lookAt = (pid: string): Look | undefined => {
  try {
    const own: Look = {
      rss_B: peak_B(pid),
      tasks: taskTimes_ns(pid),
      elsewhere: remote.test(readFileSync(`/proc/${pid}/comm`, 'latin1').trim()),
    };
    return childrenOf(pid)
      .map(lookAt)
      .reduce<Look>(
        (sum, child) => ({
          rss_B: sum.rss_B + (child?.rss_B ?? 0),
          tasks: [...sum.tasks, ...(child?.tasks ?? [])],
          elsewhere: sum.elsewhere || child?.elsewhere === true,
        }),
        own,
      );
  } catch {
    return undefined;
  }
};

/**
 * What a process and its descendants have used, at each call. Undefined off Linux, once the process
 * ended, and where it only carries the work elsewhere (`ssh`). Memory is the sum of each one's own
 * peak, pages they share counted for each. A thread that ends takes along what it used since the
 * call before.
 */
export const watchUsage = (pid: number | undefined): (() => Usage | undefined) => {
  const known = new Map<string, number>();
  let rss_B = 0;
  let cpu_ns = 0;
  return () => {
    if (pid === undefined || process.platform !== 'linux') return undefined;
    const look = lookAt(String(pid));
    if (!look || look.elsewhere) return undefined;
    rss_B = Math.max(rss_B, look.rss_B);
    for (const [task, time_ns] of look.tasks) {
      // A number that was given to a new task begins again below what the old one had used.
      const before = known.get(task) ?? 0;
      cpu_ns += time_ns >= before ? time_ns - before : time_ns;
      known.set(task, time_ns);
    }
    return { rss_B, cpu_us: Math.round(cpu_ns / 1000) };
  };
};
