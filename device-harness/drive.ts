import { PilotError } from '../documents/pilot-error.ts';
import { quantityIn } from '../documents/units.ts';
import type { Evidence } from '../schemas/types/evidence.ts';
import type { TelemetryEvent } from '../schemas/types/telemetry.ts';
import { fault } from './fault.ts';
import { createLink, type TranscriptEntry } from './link.ts';
import { openTransport, type DeviceConfig, type FirmwareImage } from './open-transport.ts';
import { charge_mC, type Currents } from './power/modelled.ts';
import { protocols } from './protocols/index.ts';
import type { Stimulus } from './protocols/protocol.ts';
import { runScenarios, type Progress, type Scenario } from './run-scenarios.ts';
import type { Journal } from './scenario/context.ts';
import { transports } from './transports/index.ts';
import type { Meter } from './transports/transport.ts';

/** What happened to one device, as evidence.json keeps it. */
export type DeviceOutcome = Evidence['devices'][number];

export interface Drive {
  readonly device: DeviceConfig;
  /** In the order they are run. */
  readonly scenarios: readonly Scenario[];
  /** This device's stimuli by scenario. */
  readonly stimuli: Readonly<Record<string, readonly Stimulus[]>>;
  /** What an emulated device runs. */
  readonly image?: FirmwareImage | undefined;
  /** For each answer of a step that names no deadline; default "10 s". */
  readonly deadline?: string | undefined;
  /** Data-sheet currents; with them and a meter, inferences carry modelled energy. */
  readonly power?: Currents | undefined;
  readonly onEvent: (event: TelemetryEvent) => void;
  readonly onJournal: Journal;
  readonly onTranscript?: ((entry: TranscriptEntry) => void) | undefined;
  readonly signal: AbortSignal;
}

const powerOf = (
  meter: Meter | undefined,
  currents: Currents | undefined,
): Pick<DeviceOutcome, 'power'> => {
  if (!meter) return {};
  const { active_s, idle_s, sleep_s, marked_s } = meter;
  return {
    power: {
      origin: currents ? 'modelled' : 'emulated',
      active_s,
      idle_s,
      sleep_s,
      marked_s,
      ...(currents && { charge_mC: charge_mC(meter, currents) }),
      method: currents ? 'emulated time x data-sheet currents' : 'emulated time',
    },
  };
};

/** What went wrong, as a fault; anything that is no fault of bench or device is rethrown. */
const faultOf = (error: unknown, signal: AbortSignal): PilotError => {
  if (signal.aborted) return fault('INTERRUPTED', 'the run was interrupted');
  if (error instanceof PilotError) return error;
  throw error;
};

/**
 * Opens a device, runs its scenarios and always closes it. Events, journal entries and raw bytes
 * are handed over as they happen. A fault of the device or the bench is an outcome, not an
 * exception; what was gathered before it has been handed over.
 */
export const driveDevice = async (options: Drive): Promise<DeviceOutcome> => {
  const { device, scenarios, stimuli, signal } = options;
  const journal: Journal = (entry) => options.onJournal({ device: device.id, ...entry });
  const { origin } = transports[device.transport.kind];
  const protocol = protocols[device.protocol ?? 'json-lines'];
  const progress: Progress = { sessions: 0 };
  const counts = { events: 0, inferences: 0 };
  let meter: Meter | undefined;
  let failed: PilotError | undefined;

  try {
    await using transport = await openTransport(device, options.image, signal);
    journal({ kind: 'device-opened', data: { transport: device.transport.kind } });
    const link = createLink(transport, {
      onTranscript: options.onTranscript,
      onNoise: (text, why) => {
        const { scenario, step } = progress;
        const place = {
          ...(scenario !== undefined && { scenario }),
          ...(step !== undefined && { step }),
        };
        journal({ kind: 'noise', ...place, message: why, data: { text } });
      },
    });
    try {
      await runScenarios(
        {
          device: device.id,
          origin,
          protocol,
          link,
          scenarios,
          stimuli,
          deadline_us: Math.round(quantityIn(options.deadline ?? '10 s', 'us')),
          currents: options.power,
          journal,
          onEvent(event) {
            counts.events += 1;
            if (event.kind === 'inference') counts.inferences += 1;
            options.onEvent(event);
          },
        },
        progress,
      );
    } finally {
      meter = transport.power?.();
    }
  } catch (error) {
    failed = faultOf(error, signal);
  }

  const { identity, scenario, step, sessions } = progress;
  const place = {
    ...(scenario !== undefined && { scenario }),
    ...(step !== undefined && { step }),
  };
  if (failed) {
    journal({ kind: 'fault', ...place, outcome: failed.code, message: failed.message });
  }
  journal({ kind: 'device-closed', outcome: failed ? 'fault' : 'complete' });
  return {
    id: device.id,
    ...(device.tags && { tags: device.tags }),
    origin,
    transport: device.transport.kind,
    protocol: protocol.id,
    ...(identity && {
      firmware: identity.firmware,
      version: identity.version,
      model: identity.model,
    }),
    sessions,
    ...counts,
    outcome: failed ? 'fault' : 'complete',
    ...(failed && { fault: { code: failed.code, message: failed.message, ...place } }),
    ...powerOf(meter, options.power),
  };
};
