import type { SerialPort } from 'serialport';
import { PilotError } from '../../documents/pilot-error.ts';
import { holderOf } from '../port-holder.ts';
import { withDeadline } from '../with-deadline.ts';
import type { Chunk, ControlLines } from './transport.ts';

export interface PortSettings {
  readonly path: string;
  /** Bits a second. */
  readonly baud: number;
}

export interface PortEvents {
  readonly onChunk: (chunk: Chunk) => void;
  readonly onLost: (reason: unknown) => void;
}

/** An open port, whichever way its bytes are read and written. */
export interface OpenPort {
  /** Gives the system what it takes at once; returns the rest. Throws the system's error. */
  offer: (bytes: Uint8Array) => Uint8Array;
  /**
   * Resolves when the system has taken the bytes; what it has not taken when `giveUp` aborts is
   * never sent, where that can be helped. Rejects with the system's error.
   */
  write: (bytes: Uint8Array, giveUp: AbortSignal) => Promise<void>;
  /** Rejects with the system's error where the port has no such lines. */
  setLines: (lines: Required<ControlLines>) => Promise<void>;
  close: () => Promise<void>;
}

type Binding = (typeof SerialPort)['binding'];
type AnyBinding = Awaited<ReturnType<Binding['open']>>;
/** The serial library's hold on a port that has a file descriptor. */
export type UnixBinding = Extract<AnyBinding, { poller: unknown }>;

const reasons = [
  {
    sign: /cannot lock port|access denied|EBUSY/iu,
    code: 'PORT_BUSY',
    says: 'is in use by another program',
    hint: 'Close the serial monitor or the other run that holds it.',
  },
  {
    sign: /permission denied|EACCES|EPERM/iu,
    code: 'PORT_DENIED',
    says: 'may not be opened by this user',
    hint: 'On Linux join the group that owns it (often: sudo usermod -aG dialout $USER) and log in again.',
  },
  {
    sign: /no such file|ENOENT|ENXIO|ENODEV|file not found/iu,
    code: 'PORT_MISSING',
    says: 'is not there',
    hint: 'Plug the board in and run "pilot devices" to see the ports this machine has.',
  },
] as const;

/** Why a port could not be opened, and who has it where the system tells. */
export const refusal = async (path: string, cause: Error): Promise<PilotError> => {
  const known = reasons.find(({ sign }) => sign.test(cause.message));
  const holder = known?.code === 'PORT_BUSY' ? await holderOf(path) : undefined;
  const says = known?.says ?? `cannot be opened: ${cause.message}`;
  return new PilotError({
    code: known?.code ?? 'PORT_FAILED',
    message: `Port ${path} ${says}${holder === undefined ? '' : ` (${holder})`}`,
    hint: known?.hint ?? 'Check that it is a serial port and that the board is powered.',
    exitCode: 4,
    cause,
  });
};

/** Rejects with PORT_STUCK where `closing` has not settled after `within_us`. */
export const closedWithin = async (
  path: string,
  closing: Promise<void>,
  within_us: number = 2e6,
): Promise<void> => {
  const stuck = new PilotError({
    code: 'PORT_STUCK',
    message: `Port ${path} did not close within ${within_us / 1e6} s`,
    hint: 'Unplug the board and plug it in again before the next run.',
    exitCode: 4,
  });
  await withDeadline(closing, within_us, stuck);
};
