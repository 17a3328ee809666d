import { resolve } from 'node:path';
import { PilotError } from '../documents/pilot-error.ts';
import type { RunFolder } from '../evidence/run-folder.ts';
import type { LoadedConfig } from '../stages/config.ts';
import type { StatedOrigin } from '../stages/ingest.ts';
import { type IngestedPublished, ingestMlperfTiny } from '../stages/ingest/mlperf-tiny.ts';
import { isTelemetry, openEvidence } from './open-evidence.ts';

interface IngestPathOptions {
  readonly format: 'mlperf-tiny' | 'telemetry';
  readonly path: string;
  readonly suite: string | undefined;
  readonly labels: string | undefined;
  readonly origin: StatedOrigin | undefined;
  readonly out: string | undefined;
}

/** Takes what others recorded into a new run folder, by its format. */
export const ingestPath = async (
  options: IngestPathOptions,
  loaded: LoadedConfig,
): Promise<{ folder: RunFolder; published?: IngestedPublished }> => {
  const { path, suite, labels, origin, out } = options;
  if (options.format === 'mlperf-tiny') {
    const published = await ingestMlperfTiny({
      folder: resolve(path),
      suiteFile: suite === undefined ? undefined : resolve(suite),
      labels: labels === undefined ? undefined : resolve(labels),
      config: loaded.config,
      runs: loaded.runs,
      origin,
      out,
    });
    return { folder: published.run, published };
  }
  if (isTelemetry(path)) {
    return openEvidence(
      { evidence: path, suite, by: undefined, why: undefined, origin, out },
      loaded,
    );
  }
  throw new PilotError({
    code: 'FORMAT_MISMATCH',
    message: `${path} is no telemetry by its name`,
    hint: 'Telemetry is a .ndjson, .jsonl or .csv file of events.',
  });
};
