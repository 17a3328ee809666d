import { type Command, defineCommand } from '../command.ts';
import { reportOptions } from '../options.ts';

export const report: Command = defineCommand({
  command: 'report <run>',
  describe: 'Draw the reports of a judged run again',
  examples: [['$0 report .pilot/runs/latest --reporter pdf=pilot.pdf', 'only the PDF, elsewhere']],
  builder: (yargs) =>
    reportOptions(
      yargs.positional('run', { type: 'string', demandOption: true, describe: 'Run folder' }),
      'html, pdf, junit, json',
    ),
  handler: async (options) => {
    const [{ loadConfig }, { openRunOf }, { chosenReporters, conclude }] = await Promise.all([
      import('../../stages/config.ts'),
      import('../open-evidence.ts'),
      import('../conclude.ts'),
    ]);
    const loaded = await loadConfig(process.cwd(), options.config);
    const folder = await openRunOf(options.run, loaded);
    const record = await folder.record();
    const reporters = chosenReporters(options.reporter, loaded.config, options);
    const made = await conclude({
      ...options,
      folder,
      record,
      reporters,
      config: loaded.config,
      criteria: 'table',
    });
    return made.failed.length > 0 ? 2 : 0;
  },
});
