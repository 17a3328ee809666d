import { chmodSync, lstatSync, mkdirSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { PilotError } from '../../documents/pilot-error.ts';

const refused = (folder: string, why: string, cause?: unknown): PilotError =>
  new PilotError({
    code: 'LOCK_FOLDER',
    message: `The folder of locks ${folder} ${why}`,
    hint: 'Remove it, or name another one in the environment variable PILOT_LOCKS.',
    exitCode: 4,
    cause,
  });

/**
 * The one folder in which all runs of this user on this host meet; made where it is absent. It is
 * the same for a terminal, a service and a scheduled job, whose TMPDIR and XDG_RUNTIME_DIR differ.
 * PILOT_LOCKS names another, which several users may share. Throws LOCK_FOLDER.
 */
export const lockFolder = (): string => {
  const shared = process.env['PILOT_LOCKS'];
  const { uid } = userInfo();
  const temporary = process.platform === 'win32' ? tmpdir() : '/tmp';
  const folder = shared || join(temporary, `pilotlight-locks-${uid}`);
  try {
    const made = mkdirSync(folder, { recursive: true, mode: shared ? 0o777 : 0o700 });
    // The umask of whoever makes it first would shut the others out.
    if (shared && made !== undefined) chmodSync(folder, 0o777);
  } catch (error) {
    throw refused(folder, `cannot be made: ${(error as Error).message}`, error);
  }
  if (shared || process.platform === 'win32') return folder;
  // Anybody may make a folder of that name in a public place before we do.
  const found = lstatSync(folder);
  if (!found.isDirectory()) throw refused(folder, 'is not a folder');
  if (found.uid !== uid) throw refused(folder, 'belongs to another user');
  return folder;
};
