import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { PilotError } from '../documents/pilot-error.ts';
import type { RunFolder } from '../evidence/run-folder.ts';
import type { Frozen } from './freeze.ts';
import { intoRun, type StatedOrigin } from './ingest/into-run.ts';
import { readTelemetry, type TelemetryLine } from './ingest/read-telemetry.ts';

export type { StatedOrigin } from './ingest/into-run.ts';

export interface IngestOptions {
  readonly file: string;
  readonly frozen: Frozen;
  readonly runs: string;
  /** What whoever judges states; events that say so themselves are believed first. */
  readonly origin: StatedOrigin | undefined;
  readonly out: string | undefined;
}

const checkReadable = async (file: string): Promise<void> => {
  const found = await stat(file).catch(() => undefined);
  if (
    found?.isFile() &&
    (await access(file, constants.R_OK).then(
      () => true,
      () => false,
    ))
  )
    return;
  throw new PilotError({
    code: found ? 'FILE_UNREADABLE' : 'FILE_MISSING',
    message: `${file} ${found ? 'is no file that can be read' : 'does not exist'}`,
    hint: 'Name a .ndjson or .csv file of telemetry events.',
    where: { file },
  });
};

/** The same lines, the first of which has been read already. */
async function* resumed(
  first: IteratorResult<TelemetryLine>,
  rest: AsyncIterator<TelemetryLine>,
): AsyncGenerator<TelemetryLine> {
  for (let next = first; next.done !== true; next = await rest.next()) yield next.value;
}

/**
 * Takes telemetry that somebody already has into a run folder: events that fit the schema become
 * evidence, the others are kept with reason and line. Throws FILE_MISSING, FILE_UNREADABLE,
 * CSV_SYNTAX, CSV_COLUMNS.
 */
export const ingest = async (options: IngestOptions): Promise<RunFolder> => {
  const { file, frozen, runs, origin, out } = options;
  await checkReadable(file);
  const telemetry = readTelemetry(file, frozen.telemetry)[Symbol.asyncIterator]();
  // A header that cannot be understood makes neither a run nor an attempt.
  const lines = resumed(await telemetry.next(), telemetry);
  return intoRun({ frozen, runs, out, from: file, lines, origin, protocol: 'telemetry' });
};
