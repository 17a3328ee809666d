import { setTimeout as sleep } from 'node:timers/promises';
import { identify } from '../identify.ts';
import { createLink } from '../link.ts';
import { openTransport } from '../open-transport.ts';
import type { DeviceOutcome } from '../outcome.ts';
import { openProtocol } from '../protocols/index.ts';
import { evidenceOf } from '../protocols/stated-identity.ts';
import type { Journal } from '../scenario/context.ts';
import type { DeviceConfig } from '../transports/transport.ts';

/** Who a device says it is. */
export type Said = Pick<DeviceOutcome, 'firmware' | 'version' | 'model'>;

/** Opens a device, asks it who it is within the deadline, and closes it. */
export const whoIsIt = async (
  device: DeviceConfig,
  deadline_us: number,
  journal: Journal,
  signal: AbortSignal,
): Promise<Said> => {
  const protocol = await openProtocol(device);
  const transport = await openTransport(device, undefined, signal);
  try {
    const link = createLink(transport, {}, protocol.framing);
    return evidenceOf(await identify(protocol, link, journal, deadline_us));
  } finally {
    await transport[Symbol.asyncDispose]().catch(() => {});
  }
};

const pause_ms = 250;

/**
 * The same for a device that was just flashed: many come back under their port only after a while.
 * Rejects with the last reason when the deadline is over.
 */
export const whoIsItNow = async (
  device: DeviceConfig,
  deadline_us: number,
  journal: Journal,
  signal: AbortSignal,
): Promise<Said> => {
  const end_ms = performance.now() + deadline_us / 1000;
  for (;;) {
    const left_us = Math.max(1, Math.round((end_ms - performance.now()) * 1000));
    try {
      return await whoIsIt(device, left_us, journal, signal);
    } catch (error) {
      signal.throwIfAborted();
      if (performance.now() + pause_ms >= end_ms) throw error;
    }
    await sleep(pause_ms, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
};
