import { quantityIn } from '../documents/units.ts';
import type { Stimulus } from '../schemas/types/stimulus.ts';
import type { TelemetryEvent } from '../schemas/types/telemetry.ts';
import { wordsOf } from './fault.ts';
import { hardReset } from './hooks/reset.ts';
import { linkTimeOf } from './link-time.ts';
import { createLink, type TranscriptEntry } from './link.ts';
import { openTransport } from './open-transport.ts';
import { originOf, weaker } from './origin-of.ts';
import { both, type Drove, placeIn } from './outcome.ts';
import type { Currents } from './power/modelled.ts';
import { openProtocol } from './protocols/index.ts';
import { runScenarios } from './run-scenarios.ts';
import type { Journal } from './scenario/context.ts';
import { leave, type Position } from './scenario/position.ts';
import type { Scenario } from './scenario/standing.ts';
import type { WalkEnd } from './scenario/walk.ts';
import type { DeviceConfig, FirmwareImage, Transport } from './transports/transport.ts';

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
export const driveOnce = async (
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
