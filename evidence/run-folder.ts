import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { toJson } from '../documents/json.ts';
import { readLineBatches } from '../documents/json-lines.ts';
import { PilotError } from '../documents/pilot-error.ts';
import { parseYaml, validated } from '../documents/yaml-document.ts';
import type { SchemaName } from '../documents/schemas.ts';
import type { Evidence } from '../schemas/types/evidence.ts';
import type { Plan } from '../schemas/types/plan.ts';
import type { PowerTraceFile } from '../schemas/types/power-trace.ts';
import type { AcceptanceRecord } from '../schemas/types/record.ts';
import type { TelemetryEvent } from '../schemas/types/telemetry.ts';

/** A run on disk: every stage reads the document before it from here and writes its own. */
export interface RunFolder {
  readonly id: string;
  readonly path: string;
  /** Absolute path of a file inside the folder. */
  file(...parts: string[]): string;
  plan(): Promise<Plan>;
  evidence(): Promise<Evidence>;
  record(): Promise<AcceptanceRecord>;
  /** A trace of power or current, by its path inside the folder. */
  trace(relative: string): Promise<PowerTraceFile['trace']>;
  /** Events in batches, in file order; none where the run gathered nothing. */
  events(relative?: string): AsyncGenerator<TelemetryEvent[]>;
  /** Writes a document whole or not at all. */
  write(relative: string, document: unknown): Promise<void>;
}

export const runFiles = {
  plan: 'inputs/plan.json',
  evidence: 'evidence.json',
  events: 'events.ndjson',
  rejected: 'rejected.ndjson',
  journal: 'journal.ndjson',
  record: 'record.json',
  /** The verdict by the frozen limits, kept where record.json holds an amended one. */
  frozenRecord: 'record.frozen.json',
  reports: 'reports',
  transcripts: 'transcripts',
  traces: 'traces',
} as const;

const folderAt = (path: string): RunFolder => {
  const file = (...parts: string[]): string => join(path, ...parts);
  const load = async <T>(relative: string, schema: SchemaName): Promise<T> =>
    validated<T>(parseJson(file(relative), await readDocument(file(relative))), schema).value;
  return {
    id: basename(path),
    path,
    file,
    plan: () => load<Plan>(runFiles.plan, 'plan'),
    evidence: () => load<Evidence>(runFiles.evidence, 'evidence'),
    record: () => load<AcceptanceRecord>(runFiles.record, 'record'),
    trace: async (relative) => (await load<PowerTraceFile>(relative, 'power-trace')).trace,
    events: (relative = runFiles.events) => readEvents(file(relative)),
    write: async (relative, document) => {
      const target = file(relative);
      try {
        await writeFile(`${target}.part`, toJson(document));
        await rename(`${target}.part`, target);
      } catch (cause) {
        throw unwritable(target, cause);
      }
    },
  };
};

const readDocument = async (file: string): Promise<string> => {
  if (existsSync(file)) return readFile(file, 'utf8');
  throw new PilotError({
    code: 'RUN_INCOMPLETE',
    message: `${file} does not exist`,
    hint: 'The stage that writes it has not run: `pilot gather SUITE`, then `pilot judge RUN`.',
    where: { file },
  });
};

const parseJson = (file: string, text: string): ReturnType<typeof parseYaml> => {
  try {
    const value: unknown = JSON.parse(text);
    const lazily = (): ReturnType<typeof parseYaml> => parseYaml(file, text);
    return {
      file,
      text,
      value,
      at: (...p) => lazily().at(...p),
      atKey: (...p) => lazily().atKey(...p),
    };
  } catch (cause) {
    throw new PilotError({
      code: 'JSON_SYNTAX',
      message: `Not valid JSON: ${(cause as Error).message}`,
      hint: 'Documents of a run are written by Pilotlight; run the stage before it again.',
      where: { file },
      cause,
    });
  }
};

async function* readEvents(file: string): AsyncGenerator<TelemetryEvent[]> {
  if (!existsSync(file)) return;
  for await (const { first, lines } of readLineBatches(file)) {
    const events: TelemetryEvent[] = [];
    for (let index = 0; index < lines.length; index += 1) {
      const line = lines[index]!;
      if (line === '') continue;
      try {
        events.push(JSON.parse(line) as TelemetryEvent);
      } catch (cause) {
        throw new PilotError({
          code: 'EVENT_BROKEN',
          message: `This line is no event: ${(cause as Error).message}`,
          hint: 'events.ndjson was changed after the run; gather or ingest again.',
          where: { file, line: first + index },
          cause,
        });
      }
    }
    yield events;
  }
}

const unwritable = (path: string, cause: unknown): PilotError =>
  new PilotError({
    code: 'RUN_UNWRITABLE',
    message: `${path} cannot be written: ${(cause as Error).message}`,
    hint: 'Use a folder that can be written to, with --out or `runs` in pilot.config.ts.',
    where: { file: path },
    cause,
  });

const taken = (path: string, cause?: unknown): PilotError =>
  new PilotError({
    code: 'RUN_EXISTS',
    message: `${path} exists already`,
    hint: 'Evidence is never overwritten; name another folder.',
    where: { file: path },
    cause,
  });

const isTaken = (error: unknown): boolean =>
  ['EEXIST', 'ENOTEMPTY', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');

/**
 * Makes a run folder. What `fill` writes is in it from the moment it is there at all, whenever this
 * process is killed. Throws RUN_EXISTS, RUN_UNWRITABLE.
 */
export const createRun = async (
  path: string,
  fill: (run: RunFolder) => Promise<void> = async () => {},
): Promise<RunFolder> => {
  const target = resolve(path);
  if (existsSync(target)) throw taken(path);
  const made = join(dirname(target), `.${basename(target)}.${randomUUID()}.part`);
  try {
    await mkdir(join(made, 'inputs'), { recursive: true });
  } catch (cause) {
    throw unwritable(path, cause);
  }
  try {
    await fill(folderAt(made));
    // Of two runs that ask for one folder at once, only one gets it.
    await rename(made, target);
  } catch (cause) {
    await rm(made, { recursive: true, force: true });
    throw isTaken(cause) ? taken(path, cause) : cause;
  }
  return folderAt(target);
};

/** Opens a run folder, `latest` of a runs folder included. Throws RUN_MISSING. */
export const openRun = async (path: string): Promise<RunFolder> => {
  const real =
    basename(path) === 'latest' && !existsSync(path) ? await newestIn(join(path, '..')) : path;
  if (real === undefined || !existsSync(join(real, 'inputs'))) {
    throw new PilotError({
      code: 'RUN_MISSING',
      message: `${path} is not a run folder`,
      hint: 'Run folders lie in .pilot/runs; `pilot run SUITE` makes one.',
      where: { file: path },
    });
  }
  return folderAt(resolve(real));
};

const newestIn = async (runs: string): Promise<string | undefined> => {
  const names = existsSync(runs) ? (await readdir(runs)).toSorted() : [];
  const last = names.findLast((name) => existsSync(join(runs, name, runFiles.evidence)));
  return last === undefined ? undefined : join(runs, last);
};
