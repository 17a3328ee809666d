import { existsSync } from 'node:fs';
import { copyFile, readFile, rm } from 'node:fs/promises';
import { aggregate, buildRecord } from '../acceptance/index.ts';
import { toJson } from '../documents/json.ts';
import { packageVersion } from '../documents/package-root.ts';
import { digestFile } from '../evidence/digest.ts';
import { type RunFolder, runFiles } from '../evidence/run-folder.ts';
import type { AcceptanceRecord } from '../schemas/types/record.ts';
import type { Amended } from './amend.ts';
import { verifyEvidence } from './verify-evidence.ts';

async function* singly<T>(batches: AsyncIterable<readonly T[]>): AsyncGenerator<T> {
  for await (const batch of batches) yield* batch;
}

/** An amended verdict stands beside the frozen one and never in its place. */
const keepFrozenVerdict = async (run: RunFolder, amended: boolean): Promise<void> => {
  const kept = run.file(runFiles.frozenRecord);
  if (!amended) await rm(kept, { force: true });
  else if (!existsSync(kept) && existsSync(run.file(runFiles.record))) {
    await copyFile(run.file(runFiles.record), kept);
  }
};

/** Reports drawn from another record than the one that lies beside them would contradict it. */
const dropStaleReports = async (run: RunFolder, record: AcceptanceRecord): Promise<void> => {
  const before = run.file(runFiles.record);
  if (existsSync(before) && (await readFile(before, 'utf8')) === toJson(record)) return;
  await rm(run.file(runFiles.reports), { recursive: true, force: true });
};

/**
 * run folder -> record.json. Needs no device, no network, no clock. Throws EVIDENCE_CHANGED where
 * the folder no longer holds what was gathered.
 */
export const judge = async (run: RunFolder, amended?: Amended): Promise<AcceptanceRecord> => {
  const frozen = await run.plan();
  const evidence = await run.evidence();
  await verifyEvidence(run, frozen, evidence);
  const plan = amended?.plan ?? frozen;
  const statistics = await aggregate({
    plan,
    power: evidence.power,
    events: run.events(),
    ...(plan.baseline && { baseline: singly(run.events(plan.baseline.events)) }),
  });
  const record = buildRecord({
    tool: { name: 'pilotlight', version: packageVersion() },
    plan,
    frozen,
    evidence: {
      ...evidence,
      files: [...evidence.files, digestFile(run.file(runFiles.evidence), runFiles.evidence)],
    },
    aggregate: statistics,
    ...(amended && { amender: amended.amender }),
  });
  await keepFrozenVerdict(run, record.amended);
  await dropStaleReports(run, record);
  await run.write(runFiles.record, record);
  return record;
};

/** Digest of a record as it lies on disk; reports print it so that ink on paper binds too. */
export const recordDigest = async (run: RunFolder): Promise<string> =>
  digestFile(run.file(runFiles.record), runFiles.record).sha256;
