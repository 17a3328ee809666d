import { type Command, defineCommand } from '../command.ts';
import { datasetOption } from '../options.ts';

export const check: Command = defineCommand({
  command: 'check <suite>',
  describe: 'Check a suite without any device, and say what this pilot can prove at all',
  examples: [['$0 check suites/pump-guard.suite.yaml', 'syntax, references, and provability']],
  builder: (yargs) =>
    yargs
      .positional('suite', { type: 'string', demandOption: true, describe: 'Suite file' })
      .option('dataset', datasetOption),
  handler: async ({ suite, config, dataset, json }) => {
    const [{ loadConfig }, { checkSuite }, { printCheck }] = await Promise.all([
      import('../../stages/config.ts'),
      import('../../stages/check.ts'),
      import('../print/check.ts'),
    ]);
    const loaded = await loadConfig(process.cwd(), config);
    const result = await checkSuite(suite, loaded.config, { dataset });
    printCheck(result, json);
    return result.impossible.length > 0 ? 3 : 0;
  },
});
