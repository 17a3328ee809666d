import { existsSync } from 'node:fs';
import { PilotError } from '../documents/pilot-error.ts';

/** A runs folder that was named has to be there; that of the bench comes with its first run. */
export const namedRuns = (path: string): string => {
  if (existsSync(path)) return path;
  throw new PilotError({
    code: 'RUNS_MISSING',
    message: `${path} does not exist`,
    hint: 'Name the folder that holds run folders, or leave --runs out for that of the bench.',
    where: { file: path },
  });
};
