import { randomUUID } from 'node:crypto';
import type { Stats } from 'node:fs';
import {
  type FileHandle,
  mkdir,
  open,
  readlink,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { PilotError } from '../../documents/pilot-error.ts';

/** Error numbers a reader may meet, as what happened and what to do. */
const words: Readonly<Record<string, readonly [what: string, hint: string]>> = {
  EACCES: ['it may not be written to', 'Change its permissions, or name another file.'],
  EPERM: ['it may not be written to', 'Change its permissions, or name another file.'],
  EROFS: ['it lies on a read-only file system', 'Name a file elsewhere.'],
  EISDIR: ['it is a folder', 'Name a file in it.'],
  ENOTDIR: ['a part of its path is a file and no folder', 'Name a file in a folder.'],
  EEXIST: ['a part of its path is a file and no folder', 'Name a file in a folder.'],
  ENOENT: ['its folder cannot be made', 'Make the folder, or name a file in another one.'],
  ENOSPC: ['no space is left on the device', 'Free some, or name a file on another disk.'],
  EDQUOT: ['the disk quota is used up', 'Free some space, or name a file on another disk.'],
  EFBIG: ['it would be larger than the file system allows', 'Name a file elsewhere.'],
  ENAMETOOLONG: ['its name is too long', 'Name a file with a shorter one.'],
  ETXTBSY: ['it is in use', 'Close the program that has it open, or name another file.'],
  EBUSY: ['it is in use', 'Close the program that has it open, or name another file.'],
  EMFILE: ['too many files are open', 'Raise the limit of open files (ulimit -n).'],
  ENXIO: ['nothing reads from it', 'For standard output write NAME=-, else name a file.'],
  EIO: ['the device reports an error', 'See to the disk, or name a file on another one.'],
};

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

/** An error of the file system as its reader needs it; anything else is a defect and stays one. */
export const wordedFileError = (error: unknown, file: string): unknown => {
  const code = codeOf(error);
  if (error instanceof PilotError || code === undefined || !/^E[A-Z]+$/u.test(code)) return error;
  const [what, hint] = words[code] ?? [(error as Error).message, 'Name another file.'];
  return new PilotError({
    code: 'REPORT_UNWRITABLE',
    message: `${file} cannot be written: ${what} (${code})`,
    hint,
    cause: error,
  });
};

/** A folder and those above it. Not mkdir's own recursion, which never ends in a place such as /proc. */
const makeFolder = async (folder: string): Promise<void> => {
  try {
    if ((await stat(folder)).isDirectory()) return;
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    if (dirname(folder) !== folder) await makeFolder(dirname(folder));
  }
  try {
    await mkdir(folder);
  } catch (error) {
    // Another report may have made it in between; a file in its place shows when it is written.
    if (codeOf(error) !== 'EEXIST') throw error;
  }
};

/** What lies at a path: the file itself behind a link, or nothing yet. */
const existing = async (file: string): Promise<{ path: string; found: Stats } | undefined> => {
  try {
    // Before any link is resolved: a pipe behind /dev/fd has no path of its own.
    const found = await stat(file);
    if (found.isDirectory()) {
      throw Object.assign(new Error('it is a folder'), { code: 'EISDIR' });
    }
    return { path: found.isFile() ? await realpath(file) : file, found };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
};

/** Where a file is made that is not there yet: behind a link that leads to nothing so far. */
const placeOf = async (file: string): Promise<string> => {
  const link = await readlink(file).catch(() => undefined);
  return link === undefined ? file : placeOf(resolve(await realpath(dirname(file)), link));
};

/** The new file as accessible as the one it replaces, and to the same people. */
const inherit = async (handle: FileHandle, { mode, uid, gid }: Stats): Promise<void> => {
  const own = await handle.stat();
  // Only root may give a file away; for everybody else it becomes theirs, as a copy would.
  if (own.uid !== uid || own.gid !== gid) await handle.chown(uid, gid).catch(() => undefined);
  await handle.chmod(mode & 0o777);
};

const replace = async (
  file: string,
  content: string | Uint8Array,
  old: Stats | undefined,
): Promise<void> => {
  const partial = join(dirname(file), `.${basename(file)}.${randomUUID().slice(0, 8)}.partial`);
  // Never through what somebody else has put there; nobody else reads it before it is complete.
  const handle = await open(partial, 'wx', old === undefined ? 0o666 : 0o600);
  try {
    try {
      await handle.writeFile(content);
      if (old) await inherit(handle, old);
    } finally {
      await handle.close();
    }
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
};

/**
 * Writes a file whole or not at all, and its folder where there is none. A link stays one, and a
 * file keeps its permissions; devices and pipes are written to as they are. Throws
 * REPORT_UNWRITABLE.
 */
export const writeWhole = async (file: string, content: string | Uint8Array): Promise<void> => {
  try {
    await makeFolder(dirname(file));
    const there = await existing(file);
    if (there && !there.found.isFile()) return await writeFile(there.path, content);
    // A file that is write-protected is meant to stay, though its folder would let it be replaced.
    if (there) await (await open(there.path, 'r+')).close();
    await replace(there?.path ?? (await placeOf(file)), content, there?.found);
  } catch (error) {
    throw wordedFileError(error, file);
  }
};
