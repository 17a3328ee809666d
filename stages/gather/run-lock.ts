import { tryLock } from '../../device-harness/index.ts';
import { PilotError } from '../../documents/pilot-error.ts';
import type { RunFolder } from '../../evidence/run-folder.ts';

/**
 * Takes the run folder for this process, so that no two gather into it. The lock of a process that
 * is gone is taken over. Throws RUN_BUSY.
 */
export const holdRun = (run: RunFolder, suite: string): Disposable => {
  const lock = tryLock(run.path, 'run', { run: run.id, suite });
  if (!('pid' in lock)) return lock;
  throw new PilotError({
    code: 'RUN_BUSY',
    message: `${run.path} is being gathered by process ${lock.pid} on ${lock.host}, since ${lock.since}`,
    hint: 'Wait for that process to end, or end it.',
    where: { file: run.path },
  });
};
