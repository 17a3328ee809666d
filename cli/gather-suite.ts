import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { PilotError } from '../documents/pilot-error.ts';
import type { RunFolder } from '../evidence/run-folder.ts';
import type { PilotConfig } from '../schemas/types/config.ts';
import type { Evidence } from '../schemas/types/evidence.ts';
import type { JournalEntry } from '../schemas/types/journal-entry.ts';
import type { LoadedConfig } from '../stages/config.ts';
import { assumedOrigins } from '../stages/bench.ts';
import { feasibility } from '../stages/check.ts';
import { type Frozen, freeze } from '../stages/freeze.ts';
import { gather, runStarted } from '../stages/gather.ts';
import { newRun } from '../stages/new-run.ts';
import { resume as resumeRun } from '../stages/resume.ts';
import type { CommonOptions } from './command.ts';
import { withInterrupt } from './interrupt.ts';
import type { GatherOptions } from './options.ts';
import { openProgress } from './print/progress.ts';
import { printError } from './print/streams.ts';

export interface Gathered {
  readonly run: RunFolder;
  readonly evidence: Evidence;
}

/** A run whose devices are to be driven. */
interface Begun {
  readonly run: RunFolder;
  readonly frozen: Frozen;
  readonly config: PilotConfig;
  readonly started: Date;
}

type Options = GatherOptions & CommonOptions;

const usage = (message: string, hint: string): PilotError =>
  new PilotError({ code: 'USAGE', message, hint });

const begin = async (options: Options, loaded: LoadedConfig): Promise<Begun> => {
  const { suite, device, dataset, quiet, out } = options;
  if (suite === undefined) {
    throw usage('No suite is named', 'Name a suite file, or go on with a run: --resume RUN.');
  }
  const frozen = await freeze({
    suiteFile: resolve(suite),
    config: loaded.config,
    configFile: loaded.file,
    ...(device && { only: device }),
    dataset,
    withDevices: true,
    runs: loaded.runs,
  });
  const { impossible, warnings } = feasibility(frozen.plan);
  const sentences = impossible.map(({ sentence }) => sentence);
  for (const text of [...sentences, ...warnings, ...assumedOrigins(frozen.devices)]) {
    if (!quiet) printError(`warning: ${text}`);
  }
  const started = new Date();
  const about = dataset === undefined ? {} : { dataset: resolve(dataset) };
  const first = runStarted(frozen, started, about);
  const run = await newRun({ frozen, runs: loaded.runs, started, out, first });
  return { run, frozen, config: loaded.config, started };
};

const goOn = async (
  path: string,
  { suite, device, dataset, out }: Options,
  loaded: LoadedConfig,
): Promise<Begun | Gathered> => {
  if (device !== undefined || dataset !== undefined || out !== undefined) {
    throw usage(
      '--resume goes on with a run as it was frozen',
      'Leave --device, --dataset and --out away; they are what they were.',
    );
  }
  return resumeRun({
    path: existsSync(path) || path.includes('/') ? path : join(loaded.runs, path),
    suiteFile: suite === undefined ? undefined : resolve(suite),
    today: loaded.config,
  });
};

const driven = async (begun: Begun, runs: string, quiet: boolean): Promise<Evidence> => {
  using progress = openProgress(begun.frozen.plan, { quiet });
  const onEntry = (entry: JournalEntry): void => progress.show(entry);
  return withInterrupt((signal) => gather({ ...begun, runs, signal, onEntry }));
};

/** What `run` and `gather` share: freeze, warn of what cannot be proven, drive, write evidence. */
export const gatherSuite = async (options: Options, loaded: LoadedConfig): Promise<Gathered> => {
  const { quiet } = options;
  const begun =
    options.resume === undefined
      ? await begin(options, loaded)
      : await goOn(options.resume, options, loaded);
  if ('evidence' in begun) {
    if (!quiet) printError(`${begun.run.path} has ended; no device is driven again`);
    return begun;
  }
  const { run } = begun;
  const evidence = await driven(begun, loaded.runs, quiet);
  if (evidence.outcome === 'interrupted') {
    const path = relative(process.cwd(), run.path);
    printError(`What was gathered is kept. Go on with it: pilot run --resume ${path}`);
  }
  return { run, evidence };
};
