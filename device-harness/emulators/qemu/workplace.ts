import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { files } from './command.ts';

/** A private folder that an emulator works in. */
export interface Workplace {
  readonly folder: string;
  /** Of the socket its UART listens on. */
  readonly uart: string;
  [Symbol.asyncDispose]: () => Promise<void>;
}

const prefix = 'pilot-qemu-';
/** Far more than opening takes; after that an emulator needs none of its files. */
const abandoned_ms = 60_000;

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** What we could not remove when we were killed outright, the next one to open removes. */
const sweep = async (): Promise<void> => {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(/^pilot-qemu-(\d+)-/u.exec(name)?.[1]);
    if (Number.isNaN(pid) || isRunning(pid)) continue;
    const folder = join(tmpdir(), name);
    const made_ms = (await stat(folder)).mtimeMs;
    if (Date.now() - made_ms > abandoned_ms) await rm(folder, { recursive: true, force: true });
  }
};

/** A folder that only this user may enter, with the image in it. */
export const openWorkplace = async (elf: Uint8Array): Promise<Workplace> => {
  // Another user's folder, or one that another process is just removing, is not ours to mind.
  await sweep().catch(() => {});
  const folder = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`));
  const remove = async (): Promise<void> => rm(folder, { recursive: true, force: true });
  await writeFile(join(folder, files.image), elf).catch(async (error: unknown) => {
    await remove();
    throw error;
  });
  return { folder, uart: join(folder, files.uart), [Symbol.asyncDispose]: remove };
};
