import { open, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { PilotError } from '../../../documents/pilot-error.ts';
import { digestFile } from '../../../evidence/digest.ts';
import { isEembcLog } from './eembc-log.ts';
import { isLabels } from './labels.ts';
import { isRunnerText } from './mlcommons-log.ts';
import { sourceFault } from './session.ts';
import { isTrace } from './trace.ts';

export type SourceKind =
  | 'results'
  | 'eembc-log'
  | 'runner-text'
  | 'trace'
  | 'edges'
  | 'labels'
  | 'other';

/** A file of the folder, recognised by its content. */
export interface Source {
  readonly kind: SourceKind;
  readonly file: string;
  /** Inside the folder. */
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

const HEAD_B = 2048;
const mostFiles = 500;
const deepest = 5;

/** Largest file of a kind that is read whole; logs are streamed and may be larger. */
const most_B: Readonly<Partial<Record<SourceKind, number>>> = {
  results: 256 << 20,
  trace: 256 << 20,
  edges: 1 << 20,
  labels: 16 << 20,
};

const kindOf = (head: Uint8Array): SourceKind => {
  if (isTrace(head)) return 'trace';
  const text = Buffer.from(head)
    .toString('utf8')
    .replace(/^\uFEFF/u, '');
  const trimmed = text.trimStart();
  if (/^\[\s*\{/u.test(trimmed)) return 'results';
  if (/^\[\s*[\d.\]]/u.test(trimmed)) return 'edges';
  if (isEembcLog(text)) return 'eembc-log';
  if (isRunnerText(text)) return 'runner-text';
  return isLabels(text.slice(0, text.lastIndexOf('\n') + 1) || text) ? 'labels' : 'other';
};

const headOf = async (file: string): Promise<Uint8Array> => {
  const handle = await open(file);
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(HEAD_B), 0, HEAD_B, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
};

/** Regular files below a folder, in the order of their names; links are not followed. */
const filesBelow = async (folder: string, depth = 0): Promise<string[]> => {
  const entries = (await readdir(folder, { withFileTypes: true })).toSorted((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  const files: string[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isFile()) files.push(path);
    else if (entry.isDirectory() && depth < deepest)
      files.push(...(await filesBelow(path, depth + 1)));
    if (files.length > mostFiles) {
      throw sourceFault(
        `There are more than ${mostFiles} files below it`,
        { file: folder },
        'Name the folder of one benchmark of one system.',
      );
    }
  }
  return files;
};

/**
 * Looks at every file of a folder and recognises what the runners write by how it begins. Throws
 * FOLDER_MISSING, MLPERF_SOURCE where a file is larger than anything a runner writes.
 */
export const findSources = async (folder: string): Promise<Source[]> => {
  const files = await filesBelow(folder).catch((cause: unknown) => {
    if (cause instanceof PilotError) throw cause;
    throw new PilotError({
      code: 'FOLDER_MISSING',
      message: `${folder} is no folder that can be read`,
      hint: 'Name the folder with log.txt and results.json of one benchmark.',
      where: { file: folder },
      cause,
    });
  });
  const sources: Source[] = [];
  for (const file of files) {
    const kind = kindOf(await headOf(file));
    const { path, sha256, bytes } = digestFile(file, relative(folder, file));
    const most = most_B[kind] ?? Number.POSITIVE_INFINITY;
    if (bytes > most) {
      throw sourceFault(`It has ${bytes} bytes, and no runner writes more than ${most}`, { file });
    }
    sources.push({ kind, file, path, sha256, bytes });
  }
  return sources;
};
