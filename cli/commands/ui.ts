import { resolve } from 'node:path';
import { namedRuns } from '../named-runs.ts';
import { type Command, defineCommand } from '../command.ts';

/** Resolves with the exit code once somebody asks to stop. */
const asked = (): Promise<number> =>
  new Promise((done) => {
    process.once('SIGINT', () => done(130)).once('SIGTERM', () => done(130));
  });

export const ui: Command = defineCommand({
  command: 'ui',
  describe: 'Show runs, live progress, comparisons and trends on a page of this machine',
  examples: [['$0 ui --port 4310', 'at http://127.0.0.1:4310/']],
  builder: (yargs) =>
    yargs
      .option('port', {
        type: 'number',
        default: 0,
        describe: 'Port to listen on; 0 lets the system choose',
      })
      .option('host', {
        type: 'string',
        default: '127.0.0.1',
        describe: 'Loopback address to listen on: 127.0.0.1, ::1 or localhost',
      })
      .option('runs', {
        type: 'string',
        describe: 'Folder of run folders (default: that of the bench)',
      })
      .epilogue('Reads and never writes. Ctrl-C ends it with exit code 130.'),
  handler: async ({ port, host, runs, config, quiet }) => {
    const [{ loadConfig }, { loadLook }, { serveUi }, { print, printError }] = await Promise.all([
      import('../../stages/config.ts'),
      import('../../stages/report/look.ts'),
      import('../../ui/index.ts'),
      import('../print/streams.ts'),
    ]);
    const loaded = await loadConfig(process.cwd(), config);
    const look = await loadLook(loaded.config.report);
    const stop = asked();
    await using served = await serveUi({
      runs: resolve(runs === undefined ? loaded.runs : namedRuns(runs)),
      host,
      port,
      look,
    });
    print(served.address);
    if (!quiet) printError('Ctrl-C ends it');
    return await stop;
  },
});
