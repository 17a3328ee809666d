import { readdir, readFile, readlink, realpath, stat } from 'node:fs/promises';

/** A process that has a port open. */
export interface Holder {
  readonly pid: number;
  /** Its command line, or its name where that is hidden. */
  readonly command: string;
}

export interface Holders {
  /** By the path that was asked for. */
  readonly byPath: ReadonlyMap<string, readonly Holder[]>;
  /** False where the system does not tell, or hides processes of other users. */
  readonly complete: boolean;
}

const shown = 120;

const commandOf = async (pid: string): Promise<string> => {
  const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  const words = line.split('\0').filter(Boolean).join(' ');
  const name = words === '' ? await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '') : words;
  return name.trim().slice(0, shown);
};

/** Files each process has open; undefined for one that may not be looked into. */
const openFiles = async (pid: string): Promise<Set<string> | undefined> => {
  const folder = `/proc/${pid}/fd`;
  try {
    const descriptors = await readdir(folder);
    return new Set(
      await Promise.all(
        descriptors.map(async (name) => readlink(`${folder}/${name}`).catch(() => '')),
      ),
    );
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EACCES' ? undefined : new Set();
  }
};

/** Which processes have these ports open, as far as the system tells (Linux: /proc). Never throws. */
export const holdersOf = async (paths: readonly string[]): Promise<Holders> => {
  const byPath = new Map<string, Holder[]>();
  const processes = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/u.test(name));
  let complete = processes.length > 0;
  if (!complete || paths.length === 0) return { byPath, complete };
  const files = new Map<string, string>();
  for (const path of paths) files.set(path, await realpath(path).catch(() => path));
  for (const pid of processes) {
    const open = await openFiles(pid);
    complete &&= open !== undefined;
    for (const [path, file] of files) {
      if (!open?.has(file)) continue;
      const holders = byPath.get(path) ?? [];
      byPath.set(path, [...holders, { pid: Number(pid), command: await commandOf(pid) }]);
    }
  }
  return { byPath, complete };
};

/** Who locked a file, by the table of locks: `1: FLOCK ADVISORY WRITE 4711 00:1b:7 0 EOF`. */
const lockerOf = async (path: string): Promise<number | undefined> => {
  const [{ ino }, table] = await Promise.all([stat(path), readFile('/proc/locks', 'utf8')]);
  const lock = new RegExp(`FLOCK\\s+ADVISORY\\s+WRITE\\s+(\\d+)\\s+\\S+:${ino}\\s`, 'u');
  const pid = lock.exec(table)?.[1];
  return pid === undefined ? undefined : Number(pid);
};

/**
 * Which process has a port, such as `held by minicom -D /dev/ttyACM0, process 4711`: the one that
 * locked it, else the first that has it open. Undefined where the system does not tell.
 */
export const holderOf = async (path: string): Promise<string | undefined> => {
  const locker = await lockerOf(path).catch(() => undefined);
  const pid = locker ?? (await holdersOf([path])).byPath.get(path)?.[0]?.pid;
  if (pid === undefined) return undefined;
  if (pid === process.pid) return 'held by this very process';
  return `held by ${await commandOf(String(pid))}, process ${pid}`;
};
