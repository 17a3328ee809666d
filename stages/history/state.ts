import { existsSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { lockedBy } from '../../device-harness/index.ts';
import { runFiles } from '../../evidence/run-folder.ts';
import type { History } from '../../schemas/types/history.ts';
import type { Plan } from '../../schemas/types/plan.ts';

export type Run = History['suites'][number]['runs'][number];

/** What a run that is not judged is. */
interface Unjudged {
  readonly state: Exclude<Run['state'], 'judged' | 'broken' | 'gone'>;
  readonly note: string;
}

/** Whether a living process gathers into the folder. */
export const isDriven = (path: string): boolean => {
  try {
    return lockedBy(path, 'run') !== undefined;
  } catch {
    // A folder that went away while it was looked at is driven by nobody.
    return false;
  }
};

const outcomeOf = async (path: string): Promise<string | undefined> => {
  try {
    const text = await readFile(join(path, runFiles.evidence), 'utf8');
    return (JSON.parse(text) as { outcome?: string }).outcome;
  } catch {
    return undefined;
  }
};

/** What becomes of a run that has no record. */
export const unjudged = async (path: string): Promise<Unjudged> => {
  if (isDriven(path)) return { state: 'running', note: 'devices are being driven' };
  if (!existsSync(join(path, runFiles.evidence))) {
    return {
      state: 'cut-short',
      note: `ended before it was gathered; go on with pilot run --resume`,
    };
  }
  const outcome = await outcomeOf(path);
  if (outcome === 'interrupted') {
    return { state: 'cut-short', note: `interrupted; go on with pilot run --resume` };
  }
  return { state: 'not-judged', note: `gathered; judge it with pilot judge` };
};

const headBytes = 8192;

/** The first line of a journal, which says when the run was begun; nothing of the rest is read. */
const headOf = async (path: string): Promise<string | undefined> => {
  try {
    await using file = await open(join(path, runFiles.journal), 'r');
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.toString('utf8', 0, bytesRead).split('\n', 1)[0];
  } catch {
    return undefined;
  }
};

/** When a run was begun, ISO 8601, as its journal or the name of its folder tells; else null. */
export const startOf = async (path: string): Promise<string | null> => {
  try {
    const { at, data } = JSON.parse((await headOf(path)) ?? '') as {
      at?: string;
      data?: { started?: string };
    };
    const told = data?.started ?? at;
    if (typeof told === 'string') return told;
  } catch {
    // The name tells it to the second.
  }
  const match = /^(\d{4})(\d{2})(\d{2})-(\d{2})(\d{2})(\d{2})-/u.exec(basename(path));
  if (!match) return null;
  const [, year, month, day, hour, minute, second] = match;
  return `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
};

/** The frozen plan of a run, unchecked: enough to say of which suite it is; undefined without one. */
export const planOf = async (path: string): Promise<Plan | undefined> => {
  try {
    return JSON.parse(await readFile(join(path, runFiles.plan), 'utf8')) as Plan;
  } catch {
    return undefined;
  }
};
