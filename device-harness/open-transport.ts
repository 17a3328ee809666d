import { fault } from './fault.ts';
import { transports } from './transports/index.ts';
import type {
  DeviceConfig,
  FirmwareImage,
  Transport,
  TransportKind,
  TransportOptions,
} from './transports/transport.ts';
import { withDeadline } from './with-deadline.ts';

const within_us = 10e6;

/**
 * What `open` gives. Rejects with DEADLINE after `within_us` of host time, with the signal's
 * reason on abort; `open` is then told to give up, and what it opens even so is closed as it comes.
 */
export const openWithin = async (
  open: (signal: AbortSignal) => Promise<Transport>,
  within_us: number,
  signal: AbortSignal,
): Promise<Transport> => {
  const giveUp = new AbortController();
  const opening = open(AbortSignal.any([signal, giveUp.signal]));
  const late = fault('DEADLINE', `it could not be opened within ${within_us / 1e6} s`);
  try {
    return await withDeadline(opening, within_us, late, signal);
  } catch (error) {
    giveUp.abort(error);
    // Nobody waits for it any more; what cannot be closed then has nobody to be reported to.
    opening.then(async (transport) => transport[Symbol.asyncDispose]()).catch(() => {});
    throw error;
  }
};

const openKind = async <Kind extends TransportKind>(
  kind: Kind,
  options: TransportOptions<Kind>,
  image: FirmwareImage | undefined,
  signal: AbortSignal,
): Promise<Transport> => transports[kind].open(options, signal, image);

/** Opens the transport a device is configured with, within 10 s. Rejects with a PilotError. */
export const openTransport = async (
  { transport }: DeviceConfig,
  image: FirmwareImage | undefined,
  signal: AbortSignal,
): Promise<Transport> =>
  openWithin(
    async (either) => openKind(transport.kind, transport, image, either),
    within_us,
    signal,
  );
