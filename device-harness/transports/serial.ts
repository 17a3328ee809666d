import { stat } from 'node:fs/promises';
import type { SerialPort } from 'serialport';
import { PilotError } from '../../documents/pilot-error.ts';
import { fault } from '../fault.ts';
import { withDeadline } from '../with-deadline.ts';
import { createChunkQueue } from './chunk-queue.ts';
import { hostTime_us } from './host-time.ts';
import type { Transport, TransportDefinition } from './transport.ts';

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

/** Rejects with PORT_STUCK where the port is still not closed after `within_us`. */
export const closePort = async (
  port: Pick<SerialPort, 'path' | 'isOpen' | 'close'>,
  within_us: number = 2e6,
): Promise<void> => {
  if (!port.isOpen) return;
  const closing = new Promise<void>((resolve) => {
    port.close(() => resolve());
  });
  const stuck = new PilotError({
    code: 'PORT_STUCK',
    message: `Port ${port.path} did not close within ${within_us / 1e6} s`,
    hint: 'Unplug the board and plug it in again before the next run.',
    exitCode: 4,
  });
  await withDeadline(closing, within_us, stuck);
};

/** Resolves when the bytes have left the host. Whoever calls ends it early when the link does. */
const write = async (port: SerialPort, bytes: Uint8Array): Promise<void> =>
  new Promise((resolve, reject) => {
    const settle = (failed: Error | null | undefined): void =>
      failed ? reject(fault('LOST', 'the link was lost while sending', failed)) : resolve();
    port.write(Buffer.from(bytes), (failed) => (failed ? settle(failed) : port.drain(settle)));
  });

const look_ms = 250;

/**
 * Calls `gone` when the file of a port is no longer there. A line that was hung up while it was
 * being read gives empty reads without end, which the serial library repeats and never reports.
 */
const watchFile = (path: string, gone: () => void): NodeJS.Timeout =>
  setInterval(() => {
    stat(path).catch(({ code }: NodeJS.ErrnoException) => {
      if (code === 'ENOENT' && path.startsWith('/')) gone();
    });
  }, look_ms);

/** A real serial port, exclusively locked while it is open. */
export const serial: TransportDefinition<'serial'> = {
  origin: 'hardware',
  async open({ path = '', baud = 115_200 }, signal) {
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
      clearInterval(watch);
      received.end(reason);
      ended.abort(reason ?? fault('LOST', 'the link was lost'));
    };
    let closing: Promise<void> | undefined;
    const close = async (reason?: unknown): Promise<void> => {
      end(reason);
      // Whoever closes it again waits for the same end.
      closing ??= closePort(port);
      await closing;
    };
    const onAbort = (): void => {
      close(signal.reason).catch(() => {});
    };
    const watch = watchFile(path, () => end());
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
      [Symbol.asyncDispose]: async () => close(),
    };
    return transport;
  },
};
