import { resolve } from 'node:path';
import type { RunFolder } from '../evidence/run-folder.ts';
import type { Evidence } from '../schemas/types/evidence.ts';
import type { LoadedConfig } from '../stages/config.ts';
import { feasibility } from '../stages/check.ts';
import { freeze } from '../stages/freeze.ts';
import { gather } from '../stages/gather.ts';
import { newRun } from '../stages/new-run.ts';
import type { CommonOptions } from './command.ts';
import { withInterrupt } from './interrupt.ts';
import type { GatherOptions } from './options.ts';
import { openProgress } from './print/progress.ts';
import { printError } from './print/streams.ts';

export interface Gathered {
  readonly run: RunFolder;
  readonly evidence: Evidence;
}

/** What `run` and `gather` share: freeze, warn of what cannot be proven, drive, write evidence. */
export const gatherSuite = async (
  options: GatherOptions & CommonOptions,
  loaded: LoadedConfig,
): Promise<Gathered> => {
  const frozen = await freeze({
    suiteFile: resolve(options.suite),
    config: loaded.config,
    configFile: loaded.file,
    ...(options.device && { only: options.device }),
    withDevices: true,
  });
  const { impossible, warnings } = feasibility(frozen.plan);
  for (const text of [...impossible.map(({ sentence }) => sentence), ...warnings]) {
    if (!options.quiet) printError(`warning: ${text}`);
  }
  const started = new Date();
  const run = await newRun({ frozen, runs: loaded.runs, started, out: options.out });
  using progress = openProgress(frozen.plan, { quiet: options.quiet });
  const evidence = await withInterrupt((signal) =>
    gather({
      frozen,
      run,
      runs: loaded.runs,
      config: loaded.config,
      started,
      signal,
      onEntry: (entry) => progress.show(entry),
    }),
  );
  return { run, evidence };
};
