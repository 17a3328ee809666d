// What Node's own means do with a port, without anything of ours: the peers of this benchmark.
import { closeSync, constants, openSync, writeSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import { SerialPort } from 'serialport';

/** The port through the npm package serialport. `hear` gets its bytes. */
const throughSerialport = async (path, hear) => {
  const port = new SerialPort({ path, baudRate: 115_200, autoOpen: false });
  await new Promise((resolve, reject) => {
    port.open((failed) => (failed ? reject(failed) : resolve()));
  });
  port.on('data', hear);
  return {
    send: (bytes) => port.write(bytes),
    close: () => new Promise((resolve) => port.close(resolve)),
  };
};

/** The port through tty.ReadStream and a blocking write. */
const throughTty = async (path, hear) => {
  const descriptor = openSync(path, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK);
  const stream = new ReadStream(descriptor);
  stream.on('data', hear);
  return {
    send: (bytes) => writeSync(descriptor, bytes),
    close: async () => {
      stream.destroy();
      closeSync(descriptor);
    },
  };
};

export const bareWays = { serialport: throughSerialport, 'tty.ReadStream': throughTty };
