import type { SerialPort } from 'serialport';
import { PilotError } from '../../documents/pilot-error.ts';
import { fault } from '../fault.ts';
import { withDeadline } from '../with-deadline.ts';
import { createChunkQueue } from './chunk-queue.ts';
import { hostTime_us } from './host-time.ts';
import type { Transport, TransportDefinition } from './transport.ts';

export interface SerialOptions {
  /** Such as /dev/ttyACM0 or COM3. */
  readonly path: string;
  /** Default 115200. */
  readonly baud?: number;
}

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

const refusal = (path: string, cause: Error): PilotError => {
  const known = reasons.find(({ sign }) => sign.test(cause.message));
  return new PilotError({
    code: known?.code ?? 'PORT_FAILED',
    message: `Port ${path} ${known?.says ?? `cannot be opened: ${cause.message}`}`,
    hint: known?.hint ?? 'Check that it is a serial port and that the board is powered.',
    exitCode: 4,
    cause,
  });
};

const closePort = async (port: SerialPort): Promise<void> => {
  if (!port.isOpen) return;
  await new Promise<void>((resolve) => {
    port.close(() => resolve());
  });
};

/** Resolves when the bytes have left the host. Whoever calls ends it early when the link does. */
const write = async (port: SerialPort, bytes: Uint8Array): Promise<void> =>
  new Promise((resolve, reject) => {
    const settle = (failed: Error | null | undefined): void =>
      failed ? reject(fault('LOST', 'the link was lost while sending', failed)) : resolve();
    port.write(Buffer.from(bytes), (failed) => (failed ? settle(failed) : port.drain(settle)));
  });

/** A real serial port, exclusively locked while it is open. */
export const serial: TransportDefinition<SerialOptions> = {
  origin: 'hardware',
  async open({ path, baud = 115_200 }, signal) {
    signal.throwIfAborted();
    const { SerialPort } = await import('serialport');
    const port = new SerialPort({ path, baudRate: baud, autoOpen: false });
    await new Promise<void>((resolve, reject) => {
      port.open((failed) => (failed ? reject(refusal(path, failed)) : resolve()));
    });
    const received = createChunkQueue();
    const ended = new AbortController();
    const end = (reason?: unknown): void => {
      signal.removeEventListener('abort', onAbort);
      received.end(reason);
      ended.abort(reason ?? fault('LOST', 'the link was lost'));
    };
    const close = async (): Promise<void> => {
      end();
      await closePort(port);
    };
    const onAbort = (): void => {
      end(signal.reason);
      void closePort(port);
    };
    port.on('data', (bytes: Buffer) => received.push({ bytes, time_us: hostTime_us() }));
    port.on('close', () => end());
    port.on('error', (error) => end(fault('LOST', error.message, error)));
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) {
      await close();
      signal.throwIfAborted();
    }
    const transport: Transport = {
      received,
      async send(bytes, within_us) {
        ended.signal.throwIfAborted();
        const late = fault('DEADLINE', `it took no bytes for ${within_us / 1e6} s`);
        await withDeadline(write(port, bytes), within_us, late, ended.signal);
      },
      [Symbol.asyncDispose]: close,
    };
    return transport;
  },
};
