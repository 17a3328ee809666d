import { type Command, defineCommand } from '../command.ts';

export const devices: Command = defineCommand({
  command: 'devices',
  describe: 'List the devices of this bench and the serial ports of this machine',
  examples: [['$0 devices', 'what a suite may ask for']],
  builder: (yargs) => yargs,
  handler: async ({ config, json }) => {
    const [{ loadConfig }, { inspectBench }, { printBench }] = await Promise.all([
      import('../../stages/config.ts'),
      import('../../stages/bench.ts'),
      import('../print/bench.ts'),
    ]);
    const loaded = await loadConfig(process.cwd(), config);
    printBench(await inspectBench(loaded), json);
    return 0;
  },
});
