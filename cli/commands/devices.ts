import { type Command, defineCommand } from '../command.ts';

export const devices: Command = defineCommand({
  command: 'devices',
  describe: 'List the devices of this bench and the serial ports of this machine',
  examples: [
    ['$0 devices', 'what a suite may ask for, and which devices are in quarantine'],
    ['$0 devices --quarantine pump-3 --why "loose cable" --owner Ada', 'leave one out of runs'],
    ['$0 devices --release pump-3', 'use it again'],
  ],
  builder: (yargs) =>
    yargs
      .option('release', { type: 'string', describe: 'End the quarantine of this device' })
      .option('quarantine', {
        type: 'string',
        describe: 'Leave this device out of runs for a time',
      })
      .option('why', { type: 'string', describe: 'Why it is left out' })
      .option('owner', { type: 'string', describe: 'Who looks after it' })
      .option('for', { type: 'string', describe: 'How long (default: "7 d")' })
      .implies('quarantine', 'why')
      .conflicts('quarantine', 'release'),
  handler: async ({ config, json, release, quarantine, why = '', owner, for: time }) => {
    const [{ loadConfig }, { inspectBench }, { putInQuarantine, releaseDevice }, { printBench }] =
      await Promise.all([
        import('../../stages/config.ts'),
        import('../../stages/bench.ts'),
        import('../../stages/pool.ts'),
        import('../print/bench.ts'),
      ]);
    const loaded = await loadConfig(process.cwd(), config);
    if (release !== undefined) await releaseDevice(loaded, release);
    if (quarantine !== undefined) {
      await putInQuarantine(loaded, { id: quarantine, why, owner, time });
    }
    printBench(await inspectBench(loaded), json);
    return 0;
  },
});
