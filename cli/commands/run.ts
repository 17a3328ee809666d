import { type Command, defineCommand } from '../command.ts';
import { gatherOptions, reportOptions, verdictOptions } from '../options.ts';

export const run: Command = defineCommand({
  command: 'run [suite]',
  describe: 'Drive the devices, judge what they did, write the reports',
  examples: [
    ['$0 run suites/pump-guard.suite.yaml', 'the shipped example, on emulated boards'],
    ['$0 run my.suite.yaml --reporter junit=out/junit.xml', 'for CI'],
  ],
  builder: (yargs) => verdictOptions(reportOptions(gatherOptions(yargs), 'html, pdf, junit, json')),
  handler: async (options) => {
    const [{ loadConfig }, { loadLook }, { gatherSuite }, { judge }, cli] = await Promise.all([
      import('../../stages/config.ts'),
      import('../../stages/report/look.ts'),
      import('../gather-suite.ts'),
      import('../../stages/judge.ts'),
      import('../conclude.ts'),
    ]);
    const { chosenReporters, conclude, exitCodeOf, exitCodeWith } = cli;
    const loaded = await loadConfig(process.cwd(), options.config);
    const reporters = chosenReporters(options.reporter, loaded.config, options);
    // A missing logo is no reason to have driven devices for a day.
    const look = await loadLook(loaded.config.report);
    const { run: folder, evidence } = await gatherSuite(options, loaded);
    const record = await judge(folder);
    const made = await conclude({
      ...options,
      folder,
      record,
      reporters,
      config: loaded.config,
      criteria: 'table',
      look,
    });
    if (evidence.outcome === 'interrupted') return 130;
    return exitCodeWith(made, options.reporter, exitCodeOf(record, options.strict));
  },
});
