import type { Chunk, Transport } from '../transports/transport.ts';

/** The next chunk that holds bytes; on virtual time the device is granted a second for it. */
export const nextChunk = async (transport: Transport): Promise<Chunk | undefined> => {
  transport.wait?.(1e6);
  for await (const chunk of transport.received) return chunk;
  return undefined;
};

/** Reads until `count` bytes are there or the link ends. */
export const readBytes = async (transport: Transport, count: number): Promise<Buffer> => {
  const chunks: Uint8Array[] = [];
  for (let missing = count; missing > 0;) {
    const chunk = await nextChunk(transport);
    if (!chunk) break;
    chunks.push(chunk.bytes);
    missing -= chunk.bytes.length;
  }
  return Buffer.concat(chunks);
};
