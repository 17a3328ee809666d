import { setTimeout as sleep } from 'node:timers/promises';
import { quantityIn } from '../documents/units.ts';
import { PilotError } from '../documents/pilot-error.ts';
import type { Evidence } from '../schemas/types/evidence.ts';
import { fault } from './fault.ts';
import { openTransport } from './open-transport.ts';
import type { Journal } from './scenario/context.ts';
import { hostTime_us } from './transports/host-time.ts';
import type { DeviceConfig, FirmwareImage, Transport } from './transports/transport.ts';

/** A time the link was lost and came back, as evidence.json keeps it. */
export type Gap = NonNullable<Evidence['devices'][number]['gaps']>[number];

/** How long a lost link may take to come back; undefined where a loss ends the run of the device. */
export const resumeWithin_us = ({ onDisconnect = 'fail' }: DeviceConfig): number | undefined => {
  const [, within] = /^resume within (.+)$/u.exec(onDisconnect) ?? [];
  return within === undefined ? undefined : Math.round(quantityIn(within, 'us'));
};

/** Often enough for a board that enumerates anew within a second, and no load on a waiting host. */
const pause_ms = 50;
/** A link that is lost again and again without an answer in between will not get anywhere. */
const mostInVain = 3;
/** Nor does one that is lost for ever, once an answer. */
const mostGaps = 1000;

/** What may pass while a board enumerates: its port is not there yet, or not yet given to its group. */
const passing = new Set(['PORT_MISSING', 'PORT_DENIED', 'PORT_FAILED', 'PORT_BUSY', 'DEADLINE']);

const tryToOpen = async (
  device: DeviceConfig,
  image: FirmwareImage | undefined,
  signal: AbortSignal,
): Promise<Transport | undefined> => {
  try {
    return await openTransport(device, image, signal);
  } catch (error) {
    if (error instanceof PilotError && passing.has(error.code)) return undefined;
    throw error;
  }
};

/** Brings back the links of one device that are lost. */
export interface Reconnector {
  /** Times the link was lost and came back, in order. */
  readonly gaps: readonly Gap[];
  /**
   * A new link, reader and writer both; undefined where the device may not resume. `progress` counts
   * what the device answered and did so far. Rejects with LOST where it did not come back in time.
   */
  readonly reopen: (
    progress: number,
    scenario: string | undefined,
  ) => Promise<Transport | undefined>;
}

export const createReconnector = (
  device: DeviceConfig,
  image: FirmwareImage | undefined,
  journal: Journal,
  signal: AbortSignal,
): Reconnector => {
  const within_us = resumeWithin_us(device);
  const gaps: Gap[] = [];
  let inVain = 0;
  let reached = -1;
  return {
    gaps,
    async reopen(progress, scenario) {
      if (within_us === undefined || signal.aborted) return undefined;
      inVain = progress > reached ? 1 : inVain + 1;
      reached = progress;
      if (inVain > mostInVain) {
        throw fault('LOST', `the link was lost ${inVain} times without an answer in between`);
      }
      if (gaps.length === mostGaps) throw fault('LOST', `the link was lost ${mostGaps} times`);
      const at_us = hostTime_us();
      journal({ kind: 'gap', message: 'the link was lost', ...(scenario && { scenario }) });
      const until_us = at_us + within_us;
      while (hostTime_us() < until_us) {
        const transport = await tryToOpen(device, image, signal);
        if (transport) {
          const gap = { at_us, lasted_us: hostTime_us() - at_us, ...(scenario && { scenario }) };
          gaps.push(gap);
          journal({ kind: 'reconnected', data: { ...gap } });
          return transport;
        }
        await sleep(pause_ms, undefined, { signal }).catch(() => {});
        signal.throwIfAborted();
      }
      throw fault('LOST', `the link was lost and did not come back within ${within_us / 1e6} s`);
    },
  };
};
