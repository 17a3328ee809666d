import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { createRun, type RunFolder, runFiles } from '../evidence/run-folder.ts';
import type { Frozen } from './freeze.ts';
import { writeInputs } from './freeze/inputs.ts';

/** `20261122-181711-pump-guard`: sorts by time, reads without a tool. */
const runId = (suite: string, started: Date): string =>
  `${started.toISOString().slice(0, 19).replaceAll(/[-:]/gu, '').replace('T', '-')}-${suite}`;

const firstFree = async (folder: string, id: string): Promise<RunFolder> => {
  for (let count = 1; ; count += 1) {
    try {
      return await createRun(join(folder, count === 1 ? id : `${id}-${count}`));
    } catch (error) {
      if ((error as { code?: string }).code !== 'RUN_EXISTS' || count === 99) throw error;
    }
  }
};

export interface NewRun {
  readonly frozen: Frozen;
  readonly runs: string;
  readonly started: Date;
  /** Exact folder to make; where absent a new one in `runs`. */
  readonly out: string | undefined;
}

/** Makes the run folder and writes into it everything the plan rests on, before the first sample. */
export const newRun = async ({ frozen, runs, started, out }: NewRun): Promise<RunFolder> => {
  const run =
    out === undefined
      ? await firstFree(runs, runId(frozen.plan.suite.id, started))
      : await createRun(resolve(out));
  await writeInputs(run, frozen.inputs);
  if (frozen.baseline && frozen.plan.baseline) {
    const target = run.file(frozen.plan.baseline.events);
    await mkdir(dirname(target), { recursive: true });
    for (const name of [runFiles.events, runFiles.evidence]) {
      await copyFile(frozen.baseline.run.file(name), join(dirname(target), name));
    }
  }
  await run.write(runFiles.plan, frozen.plan);
  return run;
};
