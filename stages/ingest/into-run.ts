import { mkdir } from 'node:fs/promises';
import { weakestOf } from '../../acceptance/index.ts';
import type { Evidence } from '../../schemas/types/evidence.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';
import { type Journal, openJournal } from '../../evidence/journal.ts';
import type { PowerTrace } from '../../evidence/power-trace.ts';
import { type RunFolder, runFiles } from '../../evidence/run-folder.ts';
import type { Frozen } from '../freeze.ts';
import { earlierAttempts, noteAttempt } from '../gather/attempts.ts';
import { buildEvidence, writeEvidence } from '../gather/evidence.ts';
import { type EventSink, openEventSink } from '../gather/event-sink.ts';
import { newRun } from '../new-run.ts';
import type { TelemetryLine } from './read-telemetry.ts';

export type StatedOrigin = Evidence['devices'][number]['origin'];

/** What is written into a new run folder. */
export interface Incoming {
  readonly frozen: Frozen;
  readonly runs: string;
  readonly out: string | undefined;
  /** Where the lines come from, for the journal. */
  readonly from: string;
  readonly lines: AsyncIterable<TelemetryLine> | Iterable<TelemetryLine>;
  /** What whoever judges states; events that say so themselves are believed first. */
  readonly origin: StatedOrigin | undefined;
  readonly protocol: string;
  readonly power?: Evidence['power'];
  readonly ingested?: Evidence['ingested'];
  /** Traces of power or current, already thinned. */
  readonly traces?: readonly PowerTrace[];
}

interface Seen {
  readonly origins: Set<StatedOrigin>;
  readonly sessions: Set<string>;
  events: number;
  inferences: number;
  firmware?: string | undefined;
  model?: string | undefined;
}

/** Kinds of events that verdicts rest on. */
const telling = (kind: TelemetryEvent['kind']): boolean =>
  kind === 'inference' || kind === 'window';

const note = (devices: Map<string, Seen>, event: TelemetryEvent): void => {
  const seen = devices.get(event.device) ?? {
    origins: new Set(),
    sessions: new Set(),
    events: 0,
    inferences: 0,
  };
  devices.set(event.device, seen);
  // Verdicts rest on these; a heartbeat that states no origin makes none of them weaker.
  if (event.origin !== undefined || telling(event.kind)) {
    seen.origins.add(event.origin ?? 'modelled');
  }
  seen.sessions.add(event.session);
  seen.events += 1;
  if (event.kind === 'inference') seen.inferences += 1;
  seen.firmware ??= event.firmware;
  seen.model ??= event.model;
};

const devicesOf = (devices: ReadonlyMap<string, Seen>, protocol: string): Evidence['devices'] =>
  [...devices].map(([id, seen]) => ({
    id,
    tags: [],
    // A device is as strong as its weakest event; one that states nothing counts as modelled.
    origin: weakestOf([...seen.origins]) ?? 'modelled',
    transport: 'file',
    protocol,
    ...(seen.firmware !== undefined && { firmware: seen.firmware }),
    ...(seen.model !== undefined && { model: seen.model }),
    sessions: seen.sessions.size,
    events: seen.events,
    inferences: seen.inferences,
    outcome: 'complete',
  }));

/** What whoever judges states about the whole is written into each event that is silent. */
const withOrigin = (entry: TelemetryLine, origin: StatedOrigin | undefined): TelemetryLine =>
  entry.value && origin !== undefined ? { ...entry, value: { origin, ...entry.value } } : entry;

const all = 'all';

const take = (sink: EventSink, { line, value, reason }: TelemetryLine): string | undefined =>
  value === undefined
    ? sink.reject(all, { line, reason: reason ?? 'not readable' })
    : sink.take(all, value as unknown as TelemetryEvent, line);

/** Takes every line, and tells how many events that verdicts rest on state no origin. */
const takeAll = async (
  { lines, origin, from }: Incoming,
  sink: EventSink,
  journal: Journal,
  devices: Map<string, Seen>,
): Promise<number> => {
  let undeclared = 0;
  for await (const read of lines) {
    const entry = withOrigin(read, origin);
    const why = take(sink, entry);
    if (why !== undefined) {
      journal.write({
        kind: 'rejected',
        message: why,
        data: { file: from, line: entry.line },
      });
      continue;
    }
    const event = entry.value as unknown as TelemetryEvent;
    if (event.origin === undefined && telling(event.kind)) undeclared += 1;
    note(devices, event);
  }
  return undeclared;
};

const keepTraces = async (run: RunFolder, traces: readonly PowerTrace[]): Promise<void> => {
  if (traces.length > 0) await mkdir(run.file(runFiles.traces), { recursive: true });
  for (const trace of traces) {
    await run.write(`${runFiles.traces}/${trace.id}.json`, { v: 1, trace });
  }
};

/**
 * Writes events that exist already into a new run folder, with the evidence that vouches for them:
 * those that fit the schema become evidence, the others are kept with reason and line.
 */
export const intoRun = async (incoming: Incoming): Promise<RunFolder> => {
  const { frozen, runs, out, from, protocol, ingested } = incoming;
  const started = new Date();
  const run = await newRun({ frozen, runs, started, out });
  const earlier = await earlierAttempts(runs, frozen.plan);
  await noteAttempt(runs, frozen.plan, run);
  using journal = openJournal(run.file(runFiles.journal));
  journal.write({ kind: 'run-started', message: `ingesting ${from}` });
  const sink = await openEventSink(run, frozen.telemetry);
  const devices = new Map<string, Seen>();
  const undeclared = await takeAll(incoming, sink, journal, devices);
  await sink.finish([all]);
  for (const message of ingested?.notes ?? []) journal.write({ kind: 'note', message });
  if (undeclared > 0) {
    journal.write({
      kind: 'note',
      outcome: 'origin-unstated',
      message: `${undeclared} events state no origin`,
    });
  }
  await keepTraces(run, incoming.traces ?? []);
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
    devices: devicesOf(devices, protocol),
    power: incoming.power ?? null,
    ...(ingested && { ingested }),
    counts: { ...sink.counts, faults: 0, attempts: 1 },
  });
  return run;
};
