import { type Command, defineCommand } from '../command.ts';

export const doctor: Command = defineCommand({
  command: 'doctor',
  describe: 'Say what of this machine works and what to install for the rest',
  examples: [['$0 doctor', 'Node, emulator, serial ports, browser, configuration']],
  builder: (yargs) =>
    yargs.option('chrome', { type: 'string', describe: 'Browser executable for the PDF' }),
  handler: async ({ config, chrome, json }) => {
    const [{ diagnose }, { printDiagnosis }] = await Promise.all([
      import('../../stages/doctor.ts'),
      import('../print/diagnosis.ts'),
    ]);
    const findings = await diagnose(process.cwd(), { config, chrome });
    printDiagnosis(findings, json);
    return findings.some(({ status }) => status === 'broken') ? 2 : 0;
  },
});
