import type { SerialPort } from 'serialport';
import { fault } from '../fault.ts';
import { hostTime_us } from './host-time.ts';
import type { OpenPort, PortEvents } from './serial-port.ts';

const settled = async (call: (done: (failed?: Error | null) => void) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    call((failed) => (failed ? reject(failed) : resolve()));
  });

/**
 * A port as the serial library's own stream, for Windows, where there is nothing to poll. What
 * comes while this thread is busy is stamped when it is free again.
 */
export const streamedPort = async (
  port: SerialPort,
  { onChunk, onLost }: PortEvents,
): Promise<OpenPort> => {
  await settled((done) => port.open(done));
  port.on('data', (bytes: Buffer) => onChunk({ bytes, time_us: hostTime_us() }));
  port.on('close', () => onLost(undefined));
  port.on('error', (error) => onLost(fault('LOST', error.message, error)));
  return {
    offer: (bytes) => bytes,
    async write(bytes) {
      await settled((done) => port.write(bytes, done));
      await settled((done) => port.drain(done));
    },
    setLines: async (lines) => settled((done) => port.set(lines, done)),
    close: async () => (port.isOpen ? settled((done) => port.close(done)) : undefined),
  };
};
