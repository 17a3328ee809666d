import { existsSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

/** Whether a process runs. One that ended and was not yet collected by its parent does not. */
export const isAlive = (pid: number): boolean => {
  if (existsSync('/proc/self/stat')) {
    try {
      const [state] = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)!;
      return state !== 'Z' && state !== 'X';
    } catch {
      return false;
    }
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Those of the processes that still run after five seconds. */
export const survivorsOf = async (pids: readonly number[]): Promise<number[]> => {
  for (let look = 0; look < 500 && pids.some(isAlive); look += 1) await setTimeout(10);
  return pids.filter(isAlive);
};
