import { type Command, defineCommand } from '../command.ts';
import { gatherOptions } from '../options.ts';

export const gather: Command = defineCommand({
  command: 'gather [suite]',
  describe: 'Drive the devices and write the evidence, without judging it',
  examples: [['$0 gather suites/pump-guard.suite.yaml', 'then: pilot judge .pilot/runs/latest']],
  builder: gatherOptions,
  handler: async (options) => {
    const { gatherSuite } = await import('../gather-suite.ts');
    const { print } = await import('../print/streams.ts');
    const { exitCodeOfGathering } = await import('../../stages/gather.ts');
    const { loadConfig } = await import('../../stages/config.ts');
    const loaded = await loadConfig(process.cwd(), options.config);
    const { run, evidence } = await gatherSuite(options, loaded);
    print(options.json ? JSON.stringify(evidence) : run.path);
    return exitCodeOfGathering(evidence);
  },
});
