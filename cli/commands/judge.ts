import { type Command, defineCommand } from '../command.ts';
import { reportOptions, verdictOptions } from '../options.ts';

export const judge: Command = defineCommand({
  command: 'judge <evidence>',
  describe:
    'Judge a run folder again, or telemetry you already have (.ndjson, .csv), without any device',
  examples: [
    ['$0 judge .pilot/runs/latest', 'the same record, byte for byte'],
    [
      '$0 judge .pilot/runs/latest --suite moved.suite.yaml --by ada --why "new sensor"',
      'other limits: AMENDED',
    ],
    ['$0 judge field.csv --suite my.suite.yaml --origin hardware', 'telemetry from the field'],
  ],
  builder: (yargs) =>
    verdictOptions(
      reportOptions(
        yargs
          .positional('evidence', {
            type: 'string',
            demandOption: true,
            describe: 'Run folder, .ndjson or .csv',
          })
          .option('suite', { type: 'string', describe: 'Suite to judge by; needed for telemetry' })
          .option('by', { type: 'string', describe: 'Who moved limits' })
          .option('why', { type: 'string', describe: 'Why limits were moved' })
          .option('origin', {
            choices: ['hardware', 'emulated', 'modelled'] as const,
            describe: 'Where telemetry comes from, if it does not say so itself',
          })
          .option('out', { type: 'string', describe: 'Run folder to make for telemetry' }),
        'none',
      ),
    ),
  handler: async (options) => {
    const [{ loadConfig }, { openEvidence }, stage, cli] = await Promise.all([
      import('../../stages/config.ts'),
      import('../open-evidence.ts'),
      import('../../stages/judge.ts'),
      import('../conclude.ts'),
    ]);
    const { chosenReporters, conclude, exitCodeOf, exitCodeWith } = cli;
    const loaded = await loadConfig(process.cwd(), options.config);
    const reporters = chosenReporters(options.reporter ?? [], loaded.config, options);
    const { folder, amendments } = await openEvidence(options, loaded);
    const record = await stage.judge(folder, amendments);
    const made = await conclude({
      ...options,
      folder,
      record,
      reporters,
      config: loaded.config,
      criteria: 'explained',
    });
    return exitCodeWith(made, options.reporter, exitCodeOf(record, options.strict));
  },
});
