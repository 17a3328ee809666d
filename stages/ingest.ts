import { weakestOf } from '../acceptance/index.ts';
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { PilotError } from '../documents/pilot-error.ts';
import type { RunFolder } from '../evidence/run-folder.ts';
import type { Evidence } from '../schemas/types/evidence.ts';
import type { TelemetryEvent } from '../schemas/types/telemetry.ts';
import type { Frozen } from './freeze.ts';
import { earlierAttempts, noteAttempt } from './gather/attempts.ts';
import { buildEvidence, writeEvidence } from './gather/evidence.ts';
import { openEventSink } from './gather/event-sink.ts';
import { type TelemetryLine, readTelemetry } from './ingest/read-telemetry.ts';
import { newRun } from './new-run.ts';
import { openJournal } from '../evidence/journal.ts';
import { runFiles } from '../evidence/run-folder.ts';

export type StatedOrigin = Evidence['devices'][number]['origin'];

export interface IngestOptions {
  readonly file: string;
  readonly frozen: Frozen;
  readonly runs: string;
  /** What whoever judges states; events that say so themselves are believed first. */
  readonly origin: StatedOrigin | undefined;
  readonly out: string | undefined;
}

interface Seen {
  readonly origins: Set<StatedOrigin>;
  readonly sessions: Set<string>;
  events: number;
  inferences: number;
  firmware?: string | undefined;
  model?: string | undefined;
}

const note = (devices: Map<string, Seen>, event: TelemetryEvent): void => {
  const seen = devices.get(event.device) ?? {
    origins: new Set(),
    sessions: new Set(),
    events: 0,
    inferences: 0,
  };
  devices.set(event.device, seen);
  // Verdicts rest on inferences; a heartbeat that states no origin makes none of them weaker.
  if (event.origin !== undefined || event.kind === 'inference') {
    seen.origins.add(event.origin ?? 'modelled');
  }
  seen.sessions.add(event.session);
  seen.events += 1;
  if (event.kind === 'inference') seen.inferences += 1;
  seen.firmware ??= event.firmware;
  seen.model ??= event.model;
};

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
  let next = await telemetry.next();
  const started = new Date();
  const run = await newRun({ frozen, runs, started, out });
  const earlier = await earlierAttempts(runs, frozen.plan);
  await noteAttempt(runs, frozen.plan, run);
  using journal = openJournal(run.file(runFiles.journal));
  journal.write({ kind: 'run-started', message: `ingesting ${file}` });
  const sink = await openEventSink(run, frozen.telemetry);
  const devices = new Map<string, Seen>();
  const all = 'all';
  let undeclared = 0;
  for (; next.done !== true; next = await telemetry.next()) {
    const entry = withOrigin(next.value, origin);
    const why = take(sink, all, entry);
    if (why !== undefined) {
      journal.write({ kind: 'rejected', message: why, data: { file, line: entry.line } });
    } else {
      const event = entry.value as unknown as TelemetryEvent;
      if (event.origin === undefined && event.kind === 'inference') undeclared += 1;
      note(devices, event);
    }
  }
  await sink.finish([all]);
  if (undeclared > 0) {
    journal.write({
      kind: 'note',
      outcome: 'origin-unstated',
      message: `${undeclared} events state no origin`,
    });
  }
  journal.write({ kind: 'run-finished', outcome: 'ingested' });
  await writeEvidence(run, {
    run: {
      id: run.id,
      suite: frozen.plan.suite.id,
      started: started.toISOString(),
      finished: new Date().toISOString(),
      attempt: earlier.length + 1,
      earlier,
    },
    outcome: 'ingested',
    builds: frozen.candidate ? [buildEvidence('candidate', frozen.candidate)] : [],
    devices: [...devices].map(([id, seen]) => ({
      id,
      tags: [],
      // A device is as strong as its weakest event; one that states nothing counts as modelled.
      origin: weakestOf([...seen.origins]) ?? 'modelled',
      transport: 'file',
      protocol: 'telemetry',
      ...(seen.firmware !== undefined && { firmware: seen.firmware }),
      ...(seen.model !== undefined && { model: seen.model }),
      sessions: seen.sessions.size,
      events: seen.events,
      inferences: seen.inferences,
      outcome: 'complete',
    })),
    power: null,
    counts: { ...sink.counts, faults: 0, attempts: 1 },
  });
  return run;
};

/** What whoever judges states about the whole file is written into each event that is silent. */
const withOrigin = (entry: TelemetryLine, origin: StatedOrigin | undefined): TelemetryLine =>
  entry.value && origin !== undefined ? { ...entry, value: { origin, ...entry.value } } : entry;

const take = (
  sink: Awaited<ReturnType<typeof openEventSink>>,
  device: string,
  { line, value, reason }: TelemetryLine,
): string | undefined =>
  value === undefined
    ? sink.reject(device, { line, reason: reason ?? 'not readable' })
    : sink.take(device, value as unknown as TelemetryEvent, line);
