import { existsSync } from 'node:fs';
import { PilotError } from '../documents/pilot-error.ts';
import { digestFile } from '../evidence/digest.ts';
import { type RunFolder, runFiles } from '../evidence/run-folder.ts';
import type { Evidence } from '../schemas/types/evidence.ts';
import type { Plan } from '../schemas/types/plan.ts';
import { goldenEvidence, goldenPath } from './golden.ts';

/** What a verdict rests on; journal and transcripts may be left out of a copy. */
const judged = [runFiles.plan, runFiles.events, runFiles.rejected];

const changed = (file: string, message: string): PilotError =>
  new PilotError({
    code: 'EVIDENCE_CHANGED',
    message,
    hint: 'Evidence is never edited; restore the run folder, or gather again.',
    where: { file },
  });

const hold = async (run: RunFolder, path: string, vouched: string | undefined): Promise<void> => {
  const file = run.file(path);
  if (vouched === undefined) throw changed(file, `Nothing vouches for ${path}`);
  if (!existsSync(file)) throw changed(file, `${path} is missing`);
  if (digestFile(file, path).sha256 !== vouched) {
    throw changed(file, `${path} is not what was gathered: its digest differs from the one noted`);
  }
};

const digestIn = ({ files }: Evidence, path: string): string | undefined =>
  files.find((file) => file.path === path)?.sha256;

/** Paths of the traces that a run's evidence vouches for. */
export const tracesIn = ({ files }: Evidence): string[] =>
  files.flatMap(({ path }) => (path.startsWith(`${runFiles.traces}/`) ? [path] : []));

/**
 * Holds what is kept of a golden run against the digests that its evidence.json vouches for: its
 * frozen inputs need not lie beside it. Throws EVIDENCE_CHANGED.
 */
export const verifyGolden = async (run: RunFolder, evidence: Evidence): Promise<void> => {
  for (const path of judged) await hold(run, path, digestIn(evidence, path));
};

/** Holds the frozen inputs of a run against the digests in its plan. Throws EVIDENCE_CHANGED. */
export const verifyInputs = async (run: RunFolder, { inputs }: Plan): Promise<void> => {
  for (const { path, sha256 } of inputs) await hold(run, path, sha256);
};

/**
 * Holds the files a verdict rests on against the digests that evidence.json vouches for, and the
 * golden events of a baseline against those the plan pinned. Throws EVIDENCE_CHANGED.
 */
export const verifyEvidence = async (
  run: RunFolder,
  plan: Plan,
  evidence: Evidence,
): Promise<void> => {
  await verifyGolden(run, evidence);
  await verifyInputs(run, plan);
  for (const path of tracesIn(evidence)) await hold(run, path, digestIn(evidence, path));
  if (!plan.baseline) return;
  const { events, evidence_sha256 } = plan.baseline;
  await hold(run, goldenPath(plan.baseline), evidence_sha256);
  await hold(run, events, digestIn(await goldenEvidence(run, plan.baseline), runFiles.events));
};
