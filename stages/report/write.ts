import { mkdir, open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
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
const existing = async (file: string): Promise<{ path: string; isPlain: boolean } | undefined> => {
  try {
    const path = await realpath(file);
    const found = await stat(path);
    if (found.isDirectory()) {
      throw Object.assign(new Error('it is a folder'), { code: 'EISDIR' });
    }
    return { path, isPlain: found.isFile() };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
};

const replace = async (file: string, content: string | Uint8Array): Promise<void> => {
  const partial = join(dirname(file), `.${basename(file)}.${process.pid}.partial`);
  try {
    await writeFile(partial, content);
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
};

/**
 * Writes a file whole or not at all, and its folder where there is none. Devices and pipes are
 * written to as they are. Throws REPORT_UNWRITABLE.
 */
export const writeWhole = async (file: string, content: string | Uint8Array): Promise<void> => {
  try {
    await makeFolder(dirname(file));
    const there = await existing(file);
    if (there && !there.isPlain) return await writeFile(there.path, content);
    // A file that is write-protected is meant to stay, though its folder would let it be replaced.
    if (there) await (await open(there.path, 'r+')).close();
    await replace(there?.path ?? file, content);
  } catch (error) {
    throw wordedFileError(error, file);
  }
};
