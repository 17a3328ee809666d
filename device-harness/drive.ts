import { PilotError } from '../documents/pilot-error.ts';
import { quantityIn } from '../documents/units.ts';
import type { Evidence } from '../schemas/types/evidence.ts';
import type { Stimulus } from '../schemas/types/stimulus.ts';
import type { TelemetryEvent } from '../schemas/types/telemetry.ts';
import { fault, wordsOf } from './fault.ts';
import { createLink, type TranscriptEntry } from './link.ts';
import { openTransport } from './open-transport.ts';
import { powerOf } from './power/accounted.ts';
import type { Currents } from './power/modelled.ts';
import { openProtocol, protocolNameOf } from './protocols/index.ts';
import { runScenarios, type Progress, type Scenario } from './run-scenarios.ts';
import type { Journal } from './scenario/context.ts';
import { originOf } from './origin-of.ts';
import type { DeviceConfig, FirmwareImage, Meter } from './transports/transport.ts';

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

/** What is known of a device while it is driven; kept up to date, so that a fault leaves it telling. */
interface Drove {
  readonly progress: Progress;
  readonly counts: { events: number; inferences: number };
  meter?: Meter | undefined;
}

const placeIn = ({ scenario, step }: Progress): Pick<Progress, 'scenario' | 'step'> => ({
  ...(scenario !== undefined && { scenario }),
  ...(step !== undefined && { step }),
});

/** Opens the device, runs its scenarios and closes it. Rejects with whatever went wrong. */
const drive = async (options: Drive, journal: Journal, drove: Drove): Promise<void> => {
  const { device, scenarios, stimuli, signal } = options;
  const { progress, counts } = drove;
  const protocol = await openProtocol(device);
  const transport = await openTransport(device, options.image, signal);
  try {
    journal({ kind: 'device-opened', data: { transport: device.transport.kind } });
    const hooks = {
      onTranscript: options.onTranscript,
      onNoise: (text: string, why: string): void =>
        journal({ kind: 'noise', ...placeIn(progress), message: why, data: { text } }),
    };
    const link = createLink(transport, hooks, protocol.framing);
    await runScenarios(
      {
        device: device.id,
        origin: originOf(device),
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
    drove.meter = transport.power?.();
    // All it said is gathered; that it stays open harms only who wants it next.
    await transport[Symbol.asyncDispose]().catch((error: unknown) =>
      journal({ kind: 'note', message: wordsOf(error) }),
    );
  }
};

/** What went wrong, as a fault: of the device, of the bench, or of the harness itself. */
const faultOf = (error: unknown, signal: AbortSignal): PilotError => {
  if (signal.aborted) return fault('INTERRUPTED', 'the run was interrupted');
  if (error instanceof PilotError) return error;
  return fault('HARNESS', `Pilotlight itself failed: ${wordsOf(error)}`, error);
};

/**
 * Opens a device, runs its scenarios and always closes it. Events, journal entries and raw bytes
 * are handed over as they happen. Never rejects: whatever goes wrong, in the device, the bench, the
 * harness (HARNESS) or the callbacks, is the outcome of this device alone; what was gathered
 * before it has been handed over.
 */
export const driveDevice = async (options: Drive): Promise<DeviceOutcome> => {
  const { device, signal } = options;
  const drove: Drove = { progress: { sessions: 0 }, counts: { events: 0, inferences: 0 } };
  const journal: Journal = (entry) => options.onJournal({ device: device.id, ...entry });
  let failed: PilotError | undefined;
  const orFault = async (work: () => void | Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      failed ??= faultOf(error, signal);
    }
  };

  await orFault(async () => drive(options, journal, drove));
  const place = placeIn(drove.progress);
  await orFault(() => {
    if (!failed) return;
    const { code, message, cause } = failed;
    if (code === 'HARNESS' && cause instanceof Error) {
      journal({ kind: 'note', ...place, message: 'where it failed', data: { stack: cause.stack } });
    }
    journal({ kind: 'fault', ...place, outcome: code, message });
  });
  await orFault(() => journal({ kind: 'device-closed', outcome: failed ? 'fault' : 'complete' }));

  const { identity, sessions } = drove.progress;
  return {
    id: device.id,
    ...(device.tags && { tags: device.tags }),
    origin: originOf(device),
    transport: device.transport.kind,
    protocol: protocolNameOf(device),
    ...(identity && {
      firmware: identity.firmware,
      version: identity.version,
      model: identity.model,
    }),
    sessions,
    ...drove.counts,
    outcome: failed ? 'fault' : 'complete',
    ...(failed && { fault: { code: failed.code, message: failed.message, ...place } }),
    ...powerOf(drove.meter, options.power),
  };
};
