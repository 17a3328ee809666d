import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/** SHA-256 in lower-case hex. */
export const sha256 = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex');

export interface FileDigest {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** Digest and size of a file; `path` is how the record names it. */
export const digestFile = async (file: string, path: string): Promise<FileDigest> => {
  const bytes = await readFile(file);
  return { path, sha256: sha256(bytes), bytes: bytes.length };
};
