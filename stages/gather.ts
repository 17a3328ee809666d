import { availableParallelism } from 'node:os';
import { mkdir } from 'node:fs/promises';
import { type DeviceConfig, driveDevice, type DeviceOutcome } from '../device-harness/index.ts';
import { quantityIn } from '../documents/units.ts';
import { type Journal, openJournal } from '../evidence/journal.ts';
import { openLineLog } from '../evidence/line-log.ts';
import { type RunFolder, runFiles } from '../evidence/run-folder.ts';
import type { PilotConfig } from '../schemas/types/config.ts';
import type { Evidence } from '../schemas/types/evidence.ts';
import type { JournalEntry } from '../schemas/types/journal-entry.ts';
import type { Frozen } from './freeze.ts';
import { earlierAttempts, noteAttempt } from './gather/attempts.ts';
import { type EventSink, fileNameOf, openEventSink } from './gather/event-sink.ts';
import { buildEvidence, writeEvidence } from './gather/evidence.ts';
import { currentsOf } from './gather/power.ts';
import { otherBuild } from './gather/identity.ts';
import { sideBySide } from './gather/side-by-side.ts';

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

type Write = Journal['write'];
type Driver = (device: DeviceConfig) => Promise<DeviceOutcome>;

const driver = (options: GatherOptions, sink: EventSink, write: Write): Driver => {
  const { frozen, run, config, signal } = options;
  const { suite, stimuli, candidate } = frozen;
  const power = currentsOf(candidate);
  const deadline = suite.value.deadline ?? config.deadline;
  return async (device: DeviceConfig): Promise<DeviceOutcome> => {
    using transcript = openLineLog(
      run.file(runFiles.transcripts, `${fileNameOf(device.id)}.ndjson`),
    );
    const outcome = await driveDevice({
      device,
      scenarios: Object.entries(suite.value.scenarios ?? {}).map(([id, { steps }]) => ({
        id,
        steps,
      })),
      stimuli: Object.fromEntries(
        [...stimuli].map(([id, byDevice]) => [id, byDevice.get(device.id) ?? []]),
      ),
      image: candidate && {
        elf: candidate.image,
        ...(candidate.build.value.clock !== undefined && {
          clock_Hz: quantityIn(candidate.build.value.clock, 'Hz'),
        }),
      },
      deadline,
      power: power?.currents,
      onEvent: (event) => {
        const reason = sink.take(device.id, event);
        const data = { kind: event.kind, session: event.session, seq: event.seq };
        if (reason === undefined) write({ kind: 'event', device: device.id, data });
        else write({ kind: 'rejected', device: device.id, message: reason, data });
      },
      onJournal: (note) => write({ device: device.id, ...note }),
      onTranscript: ({ direction, time_us, bytes }) =>
        transcript.append({ direction, time_us, base64: Buffer.from(bytes).toString('base64') }),
      signal,
    });
    const other = otherBuild(outcome, candidate);
    if (other === undefined || outcome.fault) return outcome;
    const fault = { code: 'OTHER_BUILD', message: other };
    write({ kind: 'fault', device: device.id, outcome: fault.code, message: fault.message });
    return { ...outcome, outcome: 'fault', fault };
  };
};

const outcomeOf = (devices: readonly DeviceOutcome[], signal: AbortSignal): Evidence['outcome'] => {
  if (signal.aborted) return 'interrupted';
  return devices.some(({ outcome }) => outcome === 'fault') ? 'bench-fault' : 'complete';
};

/**
 * plan -> run folder. Drives the chosen devices side by side, stores what they send as it comes,
 * and writes evidence.json, also after faults and interrupts. Emulated devices share the cores;
 * boards run all at once.
 */
export const gather = async (options: GatherOptions): Promise<Evidence> => {
  const { frozen, run, runs, config, started, signal } = options;
  const { plan, candidate, devices } = frozen;
  const earlier = await earlierAttempts(runs, plan);
  await noteAttempt(runs, plan, run);
  await mkdir(run.file(runFiles.transcripts), { recursive: true });
  using journal = openJournal(run.file(runFiles.journal), undefined, options.onEntry);
  const sink = await openEventSink(run, frozen.telemetry);
  journal.write({ kind: 'run-started', data: { suite: plan.suite.id, plan: plan.suite.sha256 } });

  const drive = driver(options, sink, (note) => journal.write(note));
  const emulated = devices.filter(({ transport }) => transport.kind === 'emulator');
  const boards = devices.filter(({ transport }) => transport.kind !== 'emulator');
  const lanes = config.workers ?? availableParallelism();
  const outcomes = (
    await Promise.all([
      sideBySide(emulated, lanes, drive),
      sideBySide(boards, boards.length, drive),
    ])
  ).flat();

  const order = devices.map(({ id }) => id);
  outcomes.sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
  await sink.finish(order);
  const outcome = outcomeOf(outcomes, signal);
  journal.write({ kind: 'run-finished', outcome });
  const power = currentsOf(candidate);
  return writeEvidence(run, {
    run: {
      id: run.id,
      suite: plan.suite.id,
      started: started.toISOString(),
      finished: new Date().toISOString(),
      attempt: earlier.length + 1,
      earlier,
    },
    outcome,
    builds: candidate ? [buildEvidence('candidate', candidate)] : [],
    devices: outcomes,
    power: power ? { origin: 'modelled', source: power.source, ...power.currents } : null,
    counts: {
      ...sink.counts,
      faults: outcomes.filter(({ fault }) => fault !== undefined).length,
      attempts: 1,
    },
  });
};
