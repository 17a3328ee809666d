import { readFile } from 'node:fs/promises';
import { posix } from 'node:path';
import { type RunFolder, runFiles } from '../evidence/run-folder.ts';
import type { Evidence } from '../schemas/types/evidence.ts';
import type { Plan } from '../schemas/types/plan.ts';

/** Path, inside the run folder, of the evidence of the golden run that a plan compares with. */
export const goldenPath = ({ events }: NonNullable<Plan['baseline']>): string =>
  posix.join(posix.dirname(events), runFiles.evidence);

/** What ran on what in the golden run that a plan compares with. */
export const goldenEvidence = async (
  run: RunFolder,
  baseline: NonNullable<Plan['baseline']>,
): Promise<Evidence> =>
  JSON.parse(await readFile(run.file(goldenPath(baseline)), 'utf8')) as Evidence;
