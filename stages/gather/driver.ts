import {
  createPosition,
  type DeviceConfig,
  driveDevice,
  type DeviceOutcome,
  type Pool,
  type Position,
  type Scenario,
} from '../../device-harness/index.ts';
import { quantityIn } from '../../documents/units.ts';
import type { Journal } from '../../evidence/journal.ts';
import { openLineLog } from '../../evidence/line-log.ts';
import { type RunFolder, runFiles } from '../../evidence/run-folder.ts';
import type { PilotConfig } from '../../schemas/types/config.ts';
import type { Stimulus } from '../../schemas/types/stimulus.ts';
import type { Frozen } from '../freeze.ts';
import { type EventSink, fileNameOf } from './event-sink.ts';
import { otherBuild } from './identity.ts';
import { currentsOf } from './power.ts';
import type { SoFar } from './so-far.ts';

export type Driver = (device: DeviceConfig) => Promise<DeviceOutcome>;

export interface DriverOptions {
  readonly frozen: Frozen;
  readonly run: RunFolder;
  readonly config: PilotConfig;
  readonly signal: AbortSignal;
  readonly sink: EventSink;
  readonly journal: Journal;
  readonly before: SoFar;
  /** Has a device to itself while it is driven. */
  readonly pool: Pool;
}

const scenariosOf = ({ suite }: Frozen): Scenario[] =>
  Object.entries(suite.value.scenarios ?? {}).map(([id, { steps, retry }]) => ({
    id,
    steps,
    retry,
  }));

const stimuliOf = ({ stimuli }: Frozen, device: string): Record<string, readonly Stimulus[]> =>
  Object.fromEntries([...stimuli].map(([id, byDevice]) => [id, byDevice.get(device) ?? []]));

/** Where each device stands before it is driven. */
export const startOf = (frozen: Frozen): Map<string, () => Position> =>
  new Map(
    frozen.devices.map(({ id }) => [
      id,
      () => createPosition(scenariosOf(frozen), stimuliOf(frozen, id)),
    ]),
  );

/**
 * Drives one device from where it stands while it is ours alone; what it sends is stored as it
 * comes. What becomes of it is journaled, so that whoever goes on with the run knows.
 */
export const createDriver = (options: DriverOptions): Driver => {
  const { pool, journal, before } = options;
  const drive = createLoneDriver(options);
  return async (device) => {
    let isDriven = false;
    const outcome = await pool.use(device, async () => {
      isDriven = true;
      return drive(device);
    });
    if (isDriven) return outcome;
    const position = before.positions.get(device.id);
    const told = position ? ofPosition(outcome, position) : outcome;
    const data = { ...told };
    journal.write({ kind: 'device-closed', device: device.id, outcome: told.outcome, data });
    return told;
  };
};

/** What a device gave before stands, also where it could not be driven on. */
const ofPosition = (
  outcome: DeviceOutcome,
  { sessions, counts, attempts, gaps }: Position,
): DeviceOutcome => ({
  ...outcome,
  sessions: sessions(),
  ...counts,
  ...(attempts.all.length > 0 && { attempts: [...attempts.all] }),
  ...(gaps.length > 0 && { gaps: [...gaps] }),
});

/** Drives one device that is ours already. */
const createLoneDriver = (options: Omit<DriverOptions, 'pool'>): Driver => {
  const { frozen, run, config, signal, sink, journal, before } = options;
  const { suite, candidate } = frozen;
  const power = currentsOf(candidate);
  const deadline = suite.value.deadline ?? config.deadline;
  const scenarios = scenariosOf(frozen);
  return async (device) => {
    using transcript = openLineLog(
      run.file(runFiles.transcripts, `${fileNameOf(device.id)}.ndjson`),
    );
    const outcome = await driveDevice({
      device,
      scenarios,
      stimuli: stimuliOf(frozen, device.id),
      position: before.positions.get(device.id),
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
        if (reason === undefined) journal.write({ kind: 'event', device: device.id, data });
        else journal.write({ kind: 'rejected', device: device.id, message: reason, data });
      },
      onJournal: (note) => journal.write({ device: device.id, ...note }),
      onTranscript: ({ direction, time_us, bytes }) =>
        transcript.append({ direction, time_us, base64: Buffer.from(bytes).toString('base64') }),
      signal,
    });
    const told = ofThisBuild(outcome, frozen);
    if (told.fault && !outcome.fault) {
      const { code, message, cause } = told.fault;
      journal.write({ kind: 'fault', device: device.id, outcome: code, message, data: { cause } });
    }
    return told;
  };
};

/** What became of a device; one that runs another build than the one under test is at fault. */
export const ofThisBuild = (outcome: DeviceOutcome, { candidate }: Frozen): DeviceOutcome => {
  const other = outcome.fault ? undefined : otherBuild(outcome, candidate);
  if (other === undefined) return outcome;
  return {
    ...outcome,
    outcome: 'fault',
    fault: { code: 'OTHER_BUILD', message: other, cause: 'bench' },
  };
};
