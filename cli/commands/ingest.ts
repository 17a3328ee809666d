import { type Command, defineCommand } from '../command.ts';
import { reportOptions, verdictOptions } from '../options.ts';

export const ingest: Command = defineCommand({
  command: 'ingest <format> <path>',
  describe: 'Take what others recorded into a run folder and judge it, without any device',
  examples: [
    [
      '$0 ingest mlperf-tiny results/board/kws --origin hardware',
      'files of either runner of MLPerf Tiny, recomputed',
    ],
    ['$0 ingest telemetry field.csv --suite my.suite.yaml', 'the same as `judge field.csv`'],
  ],
  builder: (yargs) =>
    verdictOptions(
      reportOptions(
        yargs
          .positional('format', {
            choices: ['mlperf-tiny', 'telemetry'] as const,
            demandOption: true,
            describe: 'What was recorded',
          })
          .positional('path', {
            type: 'string',
            demandOption: true,
            describe: 'Folder of published files, or telemetry (.ndjson, .csv)',
          })
          .option('suite', {
            type: 'string',
            describe: 'Suite to judge by (default: the shipped one of the model)',
          })
          .option('labels', {
            type: 'string',
            describe: 'y_labels.csv of the benchmark, where the folder has none',
          })
          .option('origin', {
            choices: ['hardware', 'emulated', 'modelled'] as const,
            describe: 'Where it comes from, as it does not say so itself (default: modelled)',
          })
          .option('out', { type: 'string', describe: 'Run folder to make' }),
        'none',
      ),
    ),
  handler: async (options) => {
    const [{ loadConfig }, { ingestPath }, { judge }, cli, { printPublished }] = await Promise.all([
      import('../../stages/config.ts'),
      import('../ingest-path.ts'),
      import('../../stages/judge.ts'),
      import('../conclude.ts'),
      import('../print/published.ts'),
    ]);
    const { chosenReporters, conclude, exitCodeOf, exitCodeWith, printerFor } = cli;
    const loaded = await loadConfig(process.cwd(), options.config);
    const reporters = chosenReporters(options.reporter ?? [], loaded.config, options);
    const { folder, published } = await ingestPath(options, loaded);
    const record = await judge(folder);
    if (published && !options.json) printPublished(published, printerFor(reporters, options));
    const made = await conclude({
      ...options,
      folder,
      record,
      reporters,
      config: loaded.config,
      criteria: 'table',
    });
    return exitCodeWith(made, options.reporter, exitCodeOf(record, options.strict));
  },
});
