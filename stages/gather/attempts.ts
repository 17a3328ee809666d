import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runFiles } from '../../evidence/run-folder.ts';
import type { Evidence } from '../../schemas/types/evidence.ts';
import type { Plan } from '../../schemas/types/plan.ts';

type Earlier = Evidence['run']['earlier'];

const labelOf = async (folder: string): Promise<string> => {
  const file = join(folder, runFiles.record);
  if (!existsSync(file)) return 'NOT JUDGED';
  const record = JSON.parse(await readFile(file, 'utf8')) as { decision?: { label?: string } };
  return record.decision?.label ?? 'NOT JUDGED';
};

/**
 * Runs of the same suite version on the same candidate that this bench made before: attempts are
 * data, and page one says which one this is. A run that cannot be read counts as an attempt too.
 */
export const earlierAttempts = async (runs: string, plan: Plan): Promise<Earlier> => {
  if (!existsSync(runs)) return [];
  const earlier: Earlier = [];
  for (const name of (await readdir(runs)).toSorted()) {
    const file = join(runs, name, runFiles.plan);
    if (!existsSync(file)) continue;
    try {
      const other = JSON.parse(await readFile(file, 'utf8')) as Plan;
      const same =
        other.suite.id === plan.suite.id &&
        other.suite.version === plan.suite.version &&
        other.candidate?.sha256 === plan.candidate?.sha256;
      if (same) earlier.push({ run: name, label: await labelOf(join(runs, name)) });
    } catch {
      earlier.push({ run: name, label: 'NOT READABLE' });
    }
  }
  return earlier;
};
