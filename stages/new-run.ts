import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type JournalNote, openJournal } from '../evidence/journal.ts';
import { createRun, type RunFolder, runFiles } from '../evidence/run-folder.ts';
import type { Frozen } from './freeze.ts';
import { writeInputs } from './freeze/inputs.ts';

/** `20261122-181711-pump-guard`: sorts by time, reads without a tool. */
const runId = (suite: string, started: Date): string =>
  `${started.toISOString().slice(0, 19).replaceAll(/[-:]/gu, '').replace('T', '-')}-${suite}`;

const firstFree = async (folder: string, id: string, fill: Fill): Promise<RunFolder> => {
  for (let count = 1; ; count += 1) {
    try {
      return await createRun(join(folder, count === 1 ? id : `${id}-${count}`), fill);
    } catch (error) {
      if ((error as { code?: string }).code !== 'RUN_EXISTS' || count === 99) throw error;
    }
  }
};

type Fill = (run: RunFolder) => Promise<void>;

export interface NewRun {
  readonly frozen: Frozen;
  readonly runs: string;
  readonly started: Date;
  /** Exact folder to make; where absent a new one in `runs`. */
  readonly out: string | undefined;
  /** What its journal begins with, where it is to begin before anything else. */
  readonly first?: JournalNote;
}

const copyBaseline = async ({ baseline, plan }: Frozen, run: RunFolder): Promise<void> => {
  if (!baseline || !plan.baseline) return;
  const target = dirname(run.file(plan.baseline.events));
  await mkdir(target, { recursive: true });
  for (const name of [runFiles.events, runFiles.evidence]) {
    await copyFile(baseline.run.file(name), join(target, name));
  }
};

/**
 * Makes the run folder with everything the plan rests on in it, before the first sample: killed at
 * any moment, it either is not there or can be gone on with.
 */
export const newRun = async ({ frozen, runs, started, out, first }: NewRun): Promise<RunFolder> => {
  const fill: Fill = async (run) => {
    await writeInputs(run, frozen.inputs);
    await copyBaseline(frozen, run);
    await run.write(runFiles.plan, frozen.plan);
    if (!first) return;
    using journal = openJournal(run.file(runFiles.journal));
    journal.write(first);
  };
  if (out !== undefined) return createRun(resolve(out), fill);
  return firstFree(runs, runId(frozen.plan.suite.id, started), fill);
};
