import { type Command, defineCommand } from '../command.ts';

export const plan: Command = defineCommand({
  command: 'plan <suite>',
  describe: 'Say how many events, devices and hours each criterion needs, and what this pilot has',
  examples: [
    ['$0 plan suites/pump-guard.suite.yaml', 'at the values the suite expects, or usual ones'],
    ['$0 plan my.suite.yaml --from .pilot/runs/latest', 'at the values an earlier run measured'],
  ],
  builder: (yargs) =>
    yargs
      .positional('suite', { type: 'string', demandOption: true, describe: 'Suite file' })
      .option('from', {
        type: 'string',
        describe: 'Judged run whose values, spread and correlation to plan with',
      })
      .epilogue(
        'Exit codes: 0 every required criterion can pass in this pilot, 3 one cannot, whatever the devices do.',
      ),
  handler: async ({ suite, from, config, json }) => {
    const [{ loadConfig }, { planSuite }, { printPlan }, { openRunOf }] = await Promise.all([
      import('../../stages/config.ts'),
      import('../../stages/plan.ts'),
      import('../print/plan.ts'),
      import('../open-evidence.ts'),
    ]);
    const loaded = await loadConfig(process.cwd(), config);
    const earlier = from === undefined ? undefined : await openRunOf(from, loaded);
    const planned = await planSuite(suite, loaded.config, earlier);
    printPlan(planned, json);
    return planned.impossible.length > 0 ? 3 : 0;
  },
});
