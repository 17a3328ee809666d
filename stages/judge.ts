import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { aggregate, buildRecord } from '../acceptance/index.ts';
import { toJson } from '../documents/json.ts';
import { packageVersion } from '../documents/package-root.ts';
import { digestFile } from '../evidence/digest.ts';
import { type RunFolder, runFiles } from '../evidence/run-folder.ts';
import type { Evidence } from '../schemas/types/evidence.ts';
import type { Plan } from '../schemas/types/plan.ts';
import type { AcceptanceRecord } from '../schemas/types/record.ts';
import type { Amended } from './amend.ts';
import { goldenEvidence } from './golden.ts';
import { singly } from './singly.ts';
import { tracesIn, verifyEvidence } from './verify-evidence.ts';

/** The record of a run's evidence by the plan it was frozen with, or by an amended one. */
const recordBy = async (
  run: RunFolder,
  evidence: Evidence,
  frozen: Plan,
  amended?: Amended,
): Promise<AcceptanceRecord> => {
  const plan = amended?.plan ?? frozen;
  const { baseline } = plan;
  const statistics = await aggregate({
    plan,
    power: evidence.power,
    events: run.events(),
    ...(baseline && {
      baseline: singly(run.events(baseline.events)),
      baselineArm: await goldenEvidence(run, baseline),
    }),
  });
  const traces = [];
  for (const path of tracesIn(evidence)) traces.push(await run.trace(path));
  const vouched = digestFile(run.file(runFiles.evidence), runFiles.evidence);
  return buildRecord({
    tool: { name: 'pilotlight', version: packageVersion() },
    plan,
    frozen,
    evidence: { ...evidence, files: [...evidence.files, vouched] },
    aggregate: statistics,
    traces,
    ...(amended && { amender: amended.amender }),
  });
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
  const byFrozen = await recordBy(run, evidence, frozen);
  const record = amended ? await recordBy(run, evidence, frozen, amended) : byFrozen;
  await dropStaleReports(run, record);
  // An amended verdict stands beside the frozen one and never in its place.
  if (record.amended) await run.write(runFiles.frozenRecord, byFrozen);
  await run.write(runFiles.record, record);
  if (!record.amended) await rm(run.file(runFiles.frozenRecord), { force: true });
  return record;
};

/** Digest of a record as it lies on disk; reports print it so that ink on paper binds too. */
export const recordDigest = async (run: RunFolder): Promise<string> =>
  digestFile(run.file(runFiles.record), runFiles.record).sha256;
