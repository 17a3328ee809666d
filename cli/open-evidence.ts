import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PilotError } from '../documents/pilot-error.ts';
import { openRun, type RunFolder } from '../evidence/run-folder.ts';
import { type Amended, amend } from '../stages/amend.ts';
import type { LoadedConfig } from '../stages/config.ts';
import { freeze } from '../stages/freeze.ts';
import { ingest, type StatedOrigin } from '../stages/ingest.ts';

interface EvidenceOptions {
  readonly evidence: string;
  readonly suite: string | undefined;
  readonly by: string | undefined;
  readonly why: string | undefined;
  readonly origin: StatedOrigin | undefined;
  readonly out: string | undefined;
}

/** A run folder by path, by its name in the bench's runs folder, or `latest`. */
export const openRunOf = async (path: string, loaded: LoadedConfig): Promise<RunFolder> =>
  openRun(existsSync(path) || path.includes('/') ? path : join(loaded.runs, path));

/** Whether a path is that of telemetry, by its name. */
export const isTelemetry = (path: string): boolean => /\.(?:ndjson|jsonl|csv)$/iu.test(path);

/** What `judge` judges: a run folder, as frozen or amended, or telemetry taken into a new one. */
export const openEvidence = async (
  options: EvidenceOptions,
  loaded: LoadedConfig,
): Promise<{ folder: RunFolder; amendments?: Amended }> => {
  const suiteFile = options.suite === undefined ? undefined : resolve(options.suite);
  if (!isTelemetry(options.evidence)) {
    const folder = await openRunOf(options.evidence, loaded);
    if (suiteFile === undefined) return { folder };
    const amendments = await amend(await folder.plan(), suiteFile, options);
    return { folder, amendments };
  }
  if (suiteFile === undefined) {
    throw new PilotError({
      code: 'SUITE_MISSING',
      message: 'Telemetry alone says nothing about what must be proven',
      hint: 'Name the suite to judge it by: --suite FILE.',
    });
  }
  const frozen = await freeze({ suiteFile, config: loaded.config, withDevices: false });
  const { origin, out } = options;
  return {
    folder: await ingest({
      file: resolve(options.evidence),
      frozen,
      runs: loaded.runs,
      origin,
      out,
    }),
  };
};
