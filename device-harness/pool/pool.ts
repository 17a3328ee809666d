import type { PilotError } from '../../documents/pilot-error.ts';
import { quantityIn } from '../../documents/units.ts';
import type { PilotConfig } from '../../schemas/types/config.ts';
import { causeOf, wordsOf } from '../fault.ts';
import { valuesOf } from '../hooks/placeholders.ts';
import { runHook } from '../hooks/run-hook.ts';
import { originOf } from '../origin-of.ts';
import { type DeviceOutcome, faultOf } from '../outcome.ts';
import { protocolNameOf } from '../protocols/index.ts';
import type { Journal } from '../scenario/context.ts';
import type { DeviceConfig } from '../transports/transport.ts';
import { createHolds, type Holds } from './hold.ts';
import { lockFolder } from './lock-folder.ts';
import { type Candidate, putImage } from './put-image.ts';
import { type Clock, countOutcome, nobodysFault, sentenceOf } from './quarantine.ts';
import { resourcesOf } from './resources.ts';
import { holderOf } from './wait-for-lock.ts';

export interface PoolOptions {
  readonly config: Pick<PilotConfig, 'lockWait' | 'quarantine'>;
  /** Folder of the run folders, beside which the bench remembers its devices. */
  readonly runs: string;
  /** Id of this run. */
  readonly run: string;
  readonly suite: string;
  /** Of a device to say who it is; default "10 s". */
  readonly deadline?: string | undefined;
  readonly candidate?: Candidate | undefined;
  readonly journal: Journal;
  readonly signal: AbortSignal;
  readonly now?: Clock | undefined;
}

/** The devices of a bench as one run uses them. */
export interface Pool {
  /**
   * Drives a device while its board and instruments are ours alone, after its health was checked
   * and its image put on it, and counts how it ended. Never rejects where `drive` does not: a
   * device that cannot be used is an outcome with a fault, and the others go on.
   */
  use: (device: DeviceConfig, drive: () => Promise<DeviceOutcome>) => Promise<DeviceOutcome>;
}

/** A device that was never driven. */
const notDriven = (device: DeviceConfig, { code, message }: PilotError): DeviceOutcome => ({
  id: device.id,
  ...(device.tags && { tags: device.tags }),
  origin: originOf(device),
  transport: device.transport.kind,
  protocol: protocolNameOf(device),
  sessions: 0,
  events: 0,
  inferences: 0,
  outcome: 'fault',
  fault: { code, message, cause: causeOf(code) },
});

const checkHealth = async (
  device: DeviceConfig,
  journal: Journal,
  signal: AbortSignal,
): Promise<void> => {
  const health = device.hooks?.health;
  if (!health) return;
  const values = await valuesOf(device);
  await runHook(health, { hook: 'health', values, journal, signal });
  journal({ kind: 'health', outcome: 'good', message: 'its health hook ended well' });
};

/** Whether a device was not fit to be driven: it never got as far as a scenario. */
const isUnfit = (
  outcome: DeviceOutcome,
): outcome is DeviceOutcome & { fault: NonNullable<DeviceOutcome['fault']> } =>
  outcome.fault !== undefined &&
  outcome.fault.scenario === undefined &&
  !nobodysFault.has(outcome.fault.code) &&
  outcome.events === 0;

/** Takes what a device needs, and says so. */
const takeAll = async (
  holds: Holds,
  device: DeviceConfig,
  journal: Journal,
): Promise<Disposable> => {
  const keys = await resourcesOf(device);
  const began_ms = performance.now();
  const held = await holds.take(keys, (holder) =>
    journal({
      kind: 'lock',
      outcome: 'waiting',
      message: `${holder.key} is held by ${holderOf(holder)}`,
      data: { ...holder },
    }),
  );
  if (keys.length > 0) {
    const waited_ms = Math.round(performance.now() - began_ms);
    journal({ kind: 'lock', outcome: 'held', message: keys.join(', '), data: { keys, waited_ms } });
  }
  return held;
};

/** The devices of this bench for one run. */
export const openPool = (options: PoolOptions): Pool => {
  const { config, runs, run, suite, candidate, signal, now = (): Date => new Date() } = options;
  const within_ms = quantityIn(config.lockWait ?? '60 s', 'ms');
  const deadline_us = Math.round(quantityIn(options.deadline ?? '10 s', 'us'));
  const holds = createHolds({ folder: lockFolder, about: { run, suite }, within_ms, signal });

  const count = async (outcome: DeviceOutcome, journal: Journal): Promise<void> => {
    try {
      const policy = config.quarantine;
      const quarantined = await countOutcome(outcome, { runs, run, policy, now });
      if (!quarantined) return;
      const { id: _, ...data } = quarantined;
      journal({ kind: 'quarantined', message: sentenceOf(quarantined), data });
    } catch (error) {
      // That it cannot be counted takes nothing from what was gathered.
      journal({ kind: 'note', message: `not counted for quarantine: ${wordsOf(error)}` });
    }
  };

  /** Resolves when the device is ours, healthy and up to date; rejects with nothing held. */
  const ready = async (device: DeviceConfig, journal: Journal): Promise<Disposable> => {
    const held = await takeAll(holds, device, journal);
    try {
      await checkHealth(device, journal, signal);
      if (candidate) {
        await putImage({ device, candidate, runs, run, deadline_us, journal, signal, now });
      }
      return held;
    } catch (error) {
      held[Symbol.dispose]();
      throw error;
    }
  };

  return {
    async use(device, drive) {
      const journal: Journal = (entry) => options.journal({ device: device.id, ...entry });
      const outcome = await ready(device, journal).then(
        async (held) => {
          using _held = held;
          // Awaited here: the board stays ours until it is driven.
          return await drive();
        },
        (error: unknown) => {
          const failed = faultOf(error, signal);
          const { code, message } = failed;
          journal({ kind: 'fault', outcome: code, message, data: { cause: causeOf(code) } });
          const outcome = notDriven(device, failed);
          // It stands when the run is gone on with, like that of a device that was driven.
          journal({ kind: 'device-closed', outcome: outcome.outcome, data: { ...outcome } });
          return outcome;
        },
      );
      if (isUnfit(outcome)) {
        journal({ kind: 'health', outcome: 'fault', message: outcome.fault.message });
      }
      await count(outcome, journal);
      return outcome;
    },
  };
};
