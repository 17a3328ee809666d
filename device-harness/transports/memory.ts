import { createChunkQueue } from './chunk-queue.ts';
import { hostTime_us } from './host-time.ts';
import type { Transport, TransportDefinition } from './transport.ts';

/** The device's end of the link. */
export interface Peer {
  /** What the harness sends; ends when it closes. */
  readonly received: AsyncIterable<Uint8Array>;
  send: (bytes: Uint8Array) => void;
}

/** A program that answers as a device would. When it returns or throws, the link is lost. */
export type MemoryDevice = (peer: Peer) => Promise<void>;

/** A device that is a function in this process. */
export const memory: TransportDefinition<MemoryDevice> = {
  origin: 'modelled',
  async open(device, signal) {
    signal.throwIfAborted();
    const toDevice = createChunkQueue();
    const fromDevice = createChunkQueue();
    const close = (reason?: unknown): void => {
      signal.removeEventListener('abort', onAbort);
      toDevice.end();
      fromDevice.end(reason);
    };
    const onAbort = (): void => close(signal.reason);
    signal.addEventListener('abort', onAbort);
    const chunkOf = (bytes: Uint8Array) => ({ bytes: bytes.slice(), time_us: hostTime_us() });

    const incoming = async function* (): AsyncGenerator<Uint8Array> {
      for await (const { bytes } of toDevice) yield bytes;
    };
    void device({
      received: incoming(),
      send: (bytes) => fromDevice.push(chunkOf(bytes)),
    }).then(
      () => close(),
      (error: unknown) => close(error),
    );

    const transport: Transport = {
      received: fromDevice,
      async send(bytes) {
        toDevice.push(chunkOf(bytes));
      },
      async [Symbol.asyncDispose]() {
        close();
      },
    };
    return transport;
  },
};
