import { resolve } from 'node:path';
import { namedRuns } from '../named-runs.ts';
import { type Command, defineCommand } from '../command.ts';

export const history: Command = defineCommand({
  command: 'history [suite]',
  describe: 'List every run of the bench, and how each criterion went from run to run',
  examples: [
    ['$0 history pump-guard', 'one line a run'],
    ['$0 history pump-guard --criterion LAT-1', 'its values beside its limits'],
    ['$0 history --html history.html', 'a page with a trend chart for each criterion'],
  ],
  builder: (yargs) =>
    yargs
      .positional('suite', { type: 'string', describe: 'Only runs of this suite' })
      .option('criterion', { type: 'string', describe: 'The trend of this criterion' })
      .option('html', { type: 'string', describe: 'Write a page with trend charts to this file' })
      .option('runs', {
        type: 'string',
        describe: 'Folder of run folders (default: that of the bench)',
      }),
  handler: async ({ suite, criterion, html, runs, config, json }) => {
    const [{ loadConfig }, { openHistory, criterionOf }, { writeHistoryPage }, printing] =
      await Promise.all([
        import('../../stages/config.ts'),
        import('../../stages/history.ts'),
        import('../../stages/history/page.ts'),
        import('../print/history.ts'),
      ]);
    const folder =
      runs === undefined ? (await loadConfig(process.cwd(), config)).runs : namedRuns(runs);
    const document = await openHistory(resolve(folder)).read(suite);
    if (criterion !== undefined) criterionOf(document, criterion);
    printing.printHistory(document, { json, criterion });
    if (html !== undefined) {
      const file = await writeHistoryPage(document, resolve(html));
      printing.printWritten(file);
    }
    return 0;
  },
});
