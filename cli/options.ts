import type { Argv } from 'yargs';

export interface GatherOptions {
  /** Undefined only where a run is gone on with. */
  readonly suite: string | undefined;
  readonly resume: string | undefined;
  readonly device: readonly string[] | undefined;
  readonly out: string | undefined;
  readonly dataset: string | undefined;
}

/** The data set of a benchmark, in place of the one a suite names. */
export const datasetOption = {
  type: 'string',
  describe: 'Folder with y_labels.csv and its files, in place of the data set of the suite',
} as const;

/** Options of the commands that drive devices. */
export const gatherOptions = (yargs: Argv): Argv<GatherOptions> =>
  yargs
    .positional('suite', { type: 'string', describe: 'Suite file; not needed with --resume' })
    .option('resume', {
      type: 'string',
      describe: 'Go on with this run, which was interrupted or killed; latest is the newest',
    })
    .option('device', {
      type: 'string',
      array: true,
      nargs: 1,
      describe:
        'Only this device of the bench, or the one at an address (tcp://host:port); repeats',
    })
    .option('dataset', datasetOption)
    .option('out', {
      type: 'string',
      describe: 'Run folder to make (default: a new one in .pilot/runs)',
    }) as Argv<GatherOptions>;

export interface ReportOptions {
  readonly reporter: readonly string[] | undefined;
  readonly chrome: string | undefined;
}

export interface VerdictOptions {
  readonly strict: boolean;
}

/** By hand, so that asking for help loads no reporter. */
const names = 'Names: csv, ctrf, github, html, json, junit, markdown, pdf, text';

/** Options of the commands that write reports; `usual` says what is written where none is named. */
export const reportOptions = <T>(yargs: Argv<T>, usual: string): Argv<T & ReportOptions> =>
  yargs
    .option('reporter', {
      type: 'string',
      array: true,
      nargs: 1,
      describe: `name[=path], =- for standard output; repeats (default: ${usual}). ${names}`,
    })
    .option('chrome', {
      type: 'string',
      describe: 'Browser executable for the PDF',
    }) as unknown as Argv<T & ReportOptions>;

/** Options of the commands whose exit code is the verdict. */
export const verdictOptions = <T>(yargs: Argv<T>): Argv<T & VerdictOptions> =>
  yargs.option('strict', {
    type: 'boolean',
    default: false,
    describe: 'A rehearsal go, a go with conditions or one at an undeclared look exits with 3',
  }) as unknown as Argv<T & VerdictOptions>;
