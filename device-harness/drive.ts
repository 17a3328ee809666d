import { quantityIn } from '../documents/units.ts';
import type { PilotError } from '../documents/pilot-error.ts';
import type { Stimulus } from '../schemas/types/stimulus.ts';
import type { TelemetryEvent } from '../schemas/types/telemetry.ts';
import { wordsOf } from './fault.ts';
import { hardReset } from './hooks/reset.ts';
import { createLink, type TranscriptEntry } from './link.ts';
import { openTransport } from './open-transport.ts';
import { originOf, weaker } from './origin-of.ts';
import {
  both,
  causeAt,
  type DeviceOutcome,
  type Drove,
  faultOf,
  outcomeOf,
  placeIn,
} from './outcome.ts';
import { linkTimeOf } from './link-time.ts';
import type { Currents } from './power/modelled.ts';
import { openProtocol } from './protocols/index.ts';
import { createReconnector } from './reconnect.ts';
import { runScenarios } from './run-scenarios.ts';
import type { Journal } from './scenario/context.ts';
import { createPosition, goOn, leave, type Position } from './scenario/position.ts';
import type { Scenario } from './scenario/standing.ts';
import type { WalkEnd } from './scenario/walk.ts';
import type { DeviceConfig, FirmwareImage, Transport } from './transports/transport.ts';
import { cyclePower, prepare, tryAgain } from './try-again.ts';

export type { DeviceOutcome };

export interface Drive {
  readonly device: DeviceConfig;
  /** In the order they are run. */
  readonly scenarios: readonly Scenario[];
  /** This device's stimuli by scenario. */
  readonly stimuli: Readonly<Record<string, readonly Stimulus[]>>;
  /** Where the device stands, if it was driven through these before; else at the beginning. */
  readonly position?: Position | undefined;
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

/**
 * Opens the device, where it is not open already, runs what is left of its scenarios and closes it.
 * Rejects with what went wrong.
 */
const driveOnce = async (
  options: Drive,
  journal: Journal,
  drove: Drove,
  opened?: Transport,
): Promise<WalkEnd> => {
  const { device, signal } = options;
  const { position } = drove;
  leave(position);
  const protocol = await openProtocol(device);
  const transport = opened ?? (await openTransport(device, options.image, signal));
  // Now, since a pseudo-terminal that is gone looks like any port that is not there.
  const origin = weaker(drove.origin, originOf(device));
  drove.origin = origin;
  try {
    journal({ kind: 'device-opened', data: { transport: device.transport.kind } });
    for (const message of [transport.notes ?? [], protocol.notes ?? []].flat()) {
      journal({ kind: 'note', message });
    }
    const hooks = {
      onTranscript: options.onTranscript,
      onNoise: (text: string, why: string): void =>
        journal({ kind: 'noise', ...placeIn(position), message: why, data: { text } }),
      onUnreadable: device.onUnreadable,
    };
    return await runScenarios({
      device: device.id,
      origin,
      protocol,
      link: createLink(transport, hooks, protocol.framing),
      position,
      deadline_us: Math.round(quantityIn(options.deadline ?? '10 s', 'us')),
      currents: options.power,
      link_us: transport.wait ? undefined : linkTimeOf(device),
      hardReset: device.hooks?.reset && (async () => hardReset(device, transport, journal, signal)),
      journal,
      onIdentity: (identity) => {
        drove.identity = identity;
      },
      onEvent(event) {
        options.onEvent(event);
        position.heard(event);
      },
    });
  } finally {
    // One that was driven before has a meter that saw only the rest.
    if (!options.position) drove.meter = both(drove.meter, transport.power?.());
    // All it said is gathered; that it stays open harms only who wants it next.
    await transport[Symbol.asyncDispose]().catch((error: unknown) =>
      journal({ kind: 'note', message: wordsOf(error) }),
    );
  }
};

/** Counts up with each answer and each step that is done, and with nothing else. */
const progressOf = ({ counts, scenarios }: Position): number =>
  scenarios.reduce((sum, { done }) => sum + done, counts.inferences);

/** Drives a device to the end of its scenarios, opening it anew where a step or a retry asks for it. */
const drive = async (options: Drive, journal: Journal, drove: Drove): Promise<void> => {
  const { device, signal } = options;
  const links = createReconnector(device, options.image, journal, signal);
  drove.gaps = links.gaps;
  let before = async (): Promise<void> => {};
  let opened: Transport | undefined;
  for (;;) {
    try {
      await before();
      const link = opened;
      opened = undefined;
      if ((await driveOnce(options, journal, drove, link)) === 'done') return;
      before = async () => cyclePower(device, journal, signal);
      goOn(drove.position, 'after');
    } catch (error) {
      let failed = faultOf(error, signal);
      const { position } = drove;
      before = async (): Promise<void> => {};
      if (failed.code === 'LOST') {
        try {
          opened = await links.reopen(progressOf(position), position.at.scenario);
        } catch (late) {
          failed = faultOf(late, signal);
        }
        goOn(position, 'here');
        if (opened) continue;
      }
      const again = tryAgain(position, failed, journal);
      if (!again) throw failed;
      before = async () => prepare(again, device, journal, signal);
    }
  }
};

/**
 * Opens a device, runs its scenarios and always closes it; tries again what is declared so. Events,
 * journal entries and raw bytes are handed over as they happen. Never rejects: whatever goes wrong,
 * in the device, the bench, the harness (HARNESS) or the callbacks, is the outcome of this device
 * alone; what was gathered before it has been handed over.
 */
export const driveDevice = async (options: Drive): Promise<DeviceOutcome> => {
  const { device, signal, scenarios, stimuli } = options;
  const position = options.position ?? createPosition(scenarios, stimuli);
  const drove: Drove = { position };
  const journal: Journal = (entry) => {
    const whole = { device: device.id, ...entry };
    options.onJournal(whole);
    position.noted(whole);
  };
  let failed: PilotError | undefined;
  const orFault = async (work: () => void | Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      failed ??= faultOf(error, signal);
    }
  };

  await orFault(async () => drive(options, journal, drove));
  const place = placeIn(position);
  await orFault(() => {
    if (!failed) return;
    const { code, message, cause } = failed;
    if (code === 'HARNESS' && cause instanceof Error) {
      journal({ kind: 'note', ...place, message: 'where it failed', data: { stack: cause.stack } });
    }
    const data = { cause: causeAt(position, code) };
    journal({ kind: 'fault', ...place, outcome: code, message, data });
  });
  await orFault(() => {
    const outcome = outcomeOf(device, drove, options.power, failed);
    // Whole, so that whoever goes on with a killed run need not drive this device again.
    journal({ kind: 'device-closed', outcome: outcome.outcome, data: { ...outcome } });
  });
  return outcomeOf(device, drove, options.power, failed);
};
