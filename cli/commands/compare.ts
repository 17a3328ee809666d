import { type Command, defineCommand } from '../command.ts';

export const compare: Command = defineCommand({
  command: 'compare <base> <cand>',
  describe: 'Compare two runs of a suite: what got better, what worse, what is not proven',
  examples: [
    ['$0 compare .pilot/runs/RUN .pilot/runs/latest', 'two releases, models or boards'],
    ['$0 compare fixtures/runs/float-baseline .pilot/runs/latest', 'a run and its baseline'],
  ],
  builder: (yargs) =>
    yargs
      .positional('base', { type: 'string', demandOption: true, describe: 'Run folder before' })
      .positional('cand', { type: 'string', demandOption: true, describe: 'Run folder after' })
      .epilogue(
        'Exit codes: 0 no required criterion is proven worse, 1 one is, 3 nothing could be compared.',
      ),
  handler: async ({ base, cand, config, json }) => {
    const [{ loadConfig }, { openRunOf }, stage, { printComparison }] = await Promise.all([
      import('../../stages/config.ts'),
      import('../open-evidence.ts'),
      import('../../stages/compare.ts'),
      import('../print/compare.ts'),
    ]);
    const loaded = await loadConfig(process.cwd(), config);
    const [baseline, candidate] = [await openRunOf(base, loaded), await openRunOf(cand, loaded)];
    const comparison = await stage.compare(baseline, candidate);
    printComparison(comparison, json);
    return comparison.summary.exit_code;
  },
});
