import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';

/** SHA-256 in lower-case hex. */
export const sha256 = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex');

export interface FileDigest {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

const chunk_B = 1 << 20;

/**
 * Digest and size of a file; `path` is how the record names it. Reads in place: a large file costs
 * one chunk of memory, and no turn of the event loop for each.
 */
export const digestFile = (file: string, path: string): FileDigest => {
  const descriptor = openSync(file, 'r');
  try {
    const hash = createHash('sha256');
    const chunk = Buffer.allocUnsafe(chunk_B);
    let bytes = 0;
    for (;;) {
      const read = readSync(descriptor, chunk, 0, chunk_B, null);
      if (read === 0) return { path, sha256: hash.digest('hex'), bytes };
      hash.update(chunk.subarray(0, read));
      bytes += read;
    }
  } finally {
    closeSync(descriptor);
  }
};
