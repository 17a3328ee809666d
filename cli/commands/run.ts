import { type Command, defineCommand } from '../command.ts';
import { gatherOptions, reportOptions } from '../options.ts';

export const run: Command = defineCommand({
  command: 'run <suite>',
  describe: 'Drive the devices, judge what they did, write the reports',
  examples: [
    ['$0 run suites/pump-guard.suite.yaml', 'the shipped example, on emulated boards'],
    ['$0 run my.suite.yaml --reporter junit=out/junit.xml', 'for CI'],
  ],
  builder: (yargs) => reportOptions(gatherOptions(yargs)),
  handler: async (options) => {
    const [{ gatherSuite }, { judge }, { conclude }] = await Promise.all([
      import('../gather-suite.ts'),
      import('../../stages/judge.ts'),
      import('../conclude.ts'),
    ]);
    const { run: folder, evidence, loaded } = await gatherSuite(options);
    const record = await judge(folder);
    const code = await conclude({ ...options, folder, record, config: loaded.config });
    return evidence.outcome === 'interrupted' ? 130 : code;
  },
});
