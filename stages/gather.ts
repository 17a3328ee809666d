import { availableParallelism } from 'node:os';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { exitCodeOfFaults } from '../acceptance/index.ts';
import type { DeviceOutcome } from '../device-harness/index.ts';
import { type Journal, type JournalNote, openJournal } from '../evidence/journal.ts';
import { type RunFolder, runFiles } from '../evidence/run-folder.ts';
import type { PilotConfig } from '../schemas/types/config.ts';
import type { Evidence } from '../schemas/types/evidence.ts';
import type { JournalEntry } from '../schemas/types/journal-entry.ts';
import type { Frozen } from './freeze.ts';
import { attemptsBefore } from './gather/attempts.ts';
import { createDriver, type Driver, ofThisBuild, startOf } from './gather/driver.ts';
import { openEventSink } from './gather/event-sink.ts';
import { buildEvidence, writeEvidence } from './gather/evidence.ts';
import { currentsOf } from './gather/power.ts';
import { holdRun } from './gather/run-lock.ts';
import { sideBySide } from './gather/side-by-side.ts';
import { noted, type SoFar, soFar } from './gather/so-far.ts';
import { triesOf } from './gather/tries.ts';
import { poolOf } from './pool.ts';

export interface GatherOptions {
  readonly frozen: Frozen;
  readonly run: RunFolder;
  /** Folder of all runs, whose ledger tells which attempt this is. */
  readonly runs: string;
  readonly config: PilotConfig;
  readonly started: Date;
  readonly signal: AbortSignal;
  readonly onEntry?: (entry: JournalEntry) => void;
}

const outcomeOf = (devices: readonly DeviceOutcome[], signal: AbortSignal): Evidence['outcome'] => {
  if (signal.aborted) return 'interrupted';
  return devices.some(({ outcome }) => outcome === 'fault') ? 'bench-fault' : 'complete';
};

/** What the journal of a run begins with: the suite it can be frozen from again. */
export const runStarted = (
  { plan, suite, leftOut = [] }: Frozen,
  started: Date,
  about: { readonly dataset?: string } = {},
): JournalNote => ({
  kind: 'run-started',
  data: {
    suite: plan.suite.id,
    plan: plan.suite.sha256,
    file: suite.file,
    started: started.toISOString(),
    ...(leftOut.length > 0 && { left_out: leftOut }),
    ...about,
  },
});

/** Says how the run begins, or where it is taken up again; returns which runs came before it. */
const open = async (
  { frozen, run, runs, started }: GatherOptions,
  before: SoFar,
  journal: Journal,
): Promise<Evidence['run']['earlier']> => {
  if (before.entries === 0) journal.write(runStarted(frozen, started));
  for (const { file, bytes } of before.torn) {
    const message = `cut off ${bytes} B at the end of ${file}, a line that was not written whole`;
    journal.write({ kind: 'note', message, data: { file, bytes } });
  }
  if (before.earlier) {
    const inferences = [
      ...before.outcomes.values(),
      ...[...before.positions.values()].map(({ counts }) => counts),
    ].reduce((sum, counts) => sum + (counts.inferences ?? 0), 0);
    journal.write({
      kind: 'resumed',
      data: { ...before.counts, inferences, devices_done: before.outcomes.size },
    });
    return before.earlier;
  }
  const earlier = await attemptsBefore(runs, frozen.plan, run, started);
  const message = `attempt ${earlier.length + 1} at this version of the suite`;
  journal.write({ kind: 'note', outcome: noted, message, data: { earlier } });
  return earlier;
};

/** Drives devices side by side: emulated ones share the cores, boards run all at once. */
const driveAll = async (
  { frozen: { devices }, config }: GatherOptions,
  { outcomes }: SoFar,
  drive: Driver,
): Promise<DeviceOutcome[]> => {
  const left = devices.filter(({ id }) => !outcomes.has(id));
  const emulated = left.filter(({ transport }) => transport.kind === 'emulator');
  const boards = left.filter(({ transport }) => transport.kind !== 'emulator');
  const lanes = config.workers ?? availableParallelism();
  const driven = await Promise.all([
    sideBySide(emulated, lanes, drive),
    sideBySide(boards, boards.length, drive),
  ]);
  return driven.flat();
};

/** Exit code of gathering by itself, whatever a judgement would say. */
export const exitCodeOfGathering = ({ outcome, devices }: Evidence): number => {
  if (outcome === 'interrupted') return 130;
  return outcome === 'bench-fault' ? exitCodeOfFaults(devices) : 0;
};

/** Evidence of gathering that has ended, where nothing is left to be driven. */
const ended = async (run: RunFolder): Promise<Evidence | undefined> => {
  if (!existsSync(run.file(runFiles.evidence))) return undefined;
  const evidence = await run.evidence();
  return evidence.outcome === 'interrupted' ? undefined : evidence;
};

/**
 * plan -> run folder. Drives the chosen devices, stores what they send as it comes, and writes
 * evidence.json, also after faults and interrupts. A run that was interrupted, or killed at any
 * moment, is gone on with where it stands; one that has ended is left as it is. Throws RUN_BUSY.
 */
export const gather = async (options: GatherOptions): Promise<Evidence> => {
  const { frozen, run, started, signal } = options;
  const { plan, candidate, devices } = frozen;
  using _held = holdRun(run, plan.suite.id);
  const already = await ended(run);
  if (already) return already;
  const before = await soFar(run, startOf(frozen));
  await mkdir(run.file(runFiles.transcripts), { recursive: true });
  const journalFile = run.file(runFiles.journal);
  using journal = openJournal(journalFile, undefined, options.onEntry, before.entries);
  const earlier = await open(options, before, journal);
  const sink = await openEventSink(run, frozen.telemetry);
  sink.counts.events += before.counts.events;
  sink.counts.rejected += before.counts.rejected;

  const drive = createDriver({
    ...options,
    pool: poolOf(options, (note) => journal.write(note)),
    sink,
    journal,
    before,
  });
  const driven = await driveAll(options, before, drive);
  const done = [...before.outcomes.values()].map((outcome) => ofThisBuild(outcome, frozen));
  const order = devices.map(({ id }) => id);
  const outcomes = [...done, ...driven].toSorted(
    (a, b) => order.indexOf(a.id) - order.indexOf(b.id),
  );
  await sink.finish(order);
  const outcome = outcomeOf(outcomes, signal);
  journal.write({ kind: 'run-finished', outcome });
  const power = currentsOf(candidate);
  const resumed = before.resumed + (before.earlier ? 1 : 0);
  return writeEvidence(run, {
    run: {
      id: run.id,
      suite: plan.suite.id,
      started: started.toISOString(),
      finished: new Date().toISOString(),
      attempt: earlier.length + 1,
      earlier,
      ...(resumed > 0 && { resumed }),
    },
    outcome,
    ...(frozen.leftOut?.length && { left_out: [...frozen.leftOut] }),
    builds: candidate ? [buildEvidence('candidate', candidate)] : [],
    devices: outcomes,
    power: power ? { origin: 'modelled', source: power.source, ...power.currents } : null,
    counts: {
      ...sink.counts,
      faults: outcomes.filter(({ fault }) => fault !== undefined).length,
      ...triesOf(outcomes),
    },
  });
};
