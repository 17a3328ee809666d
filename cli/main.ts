import yargs from 'yargs';
import { packageVersion } from '../documents/package-root.ts';
import { PilotError } from '../documents/pilot-error.ts';
import type { Command } from './command.ts';
import { commands } from './commands/index.ts';
import { reportFailure } from './failure.ts';
import { tolerateClosedPipes } from './print/streams.ts';

const usage = (message: string): PilotError =>
  new PilotError({ code: 'USAGE', message, hint: 'See `pilot --help` or `pilot COMMAND --help`.' });

/** Runs one command line and resolves to its exit code (docs/architecture.md lists them). */
export const main = async (argv: readonly string[]): Promise<number> => {
  tolerateClosedPipes();
  process.on('uncaughtException', (error) => process.exit(reportFailure(error, false)));
  let chosen: Command | undefined;
  let options: Record<string, unknown> = {};
  const parser = yargs([...argv])
    .scriptName('pilot')
    .usage('$0 COMMAND\n\nDecides with evidence whether an edge-AI pilot may go ahead.')
    .option('config', { type: 'string', describe: 'pilot.config.ts to use', global: true })
    .option('json', {
      type: 'boolean',
      default: false,
      describe: 'Result as JSON on stdout',
      global: true,
    })
    .option('quiet', {
      alias: 'q',
      type: 'boolean',
      default: false,
      describe: 'No progress',
      global: true,
    })
    .version(packageVersion())
    .help()
    .strict()
    .recommendCommands()
    .demandCommand(1, 'Name a command.')
    .exitProcess(false)
    .wrap(Math.min(100, process.stdout.columns ?? 100))
    .epilogue(
      'Exit codes: 0 go, 1 no-go, 2 invalid input, 3 inconclusive, 4 bench fault, 70 defect of Pilotlight, 130 interrupted.',
    )
    .fail((message: string | undefined, error: Error | undefined) => {
      throw error ?? usage(message ?? 'The command line is not understood');
    });
  for (const command of commands) {
    parser.command({
      command: command.command,
      describe: command.describe,
      builder: (inner) => {
        for (const [line, text] of command.examples) inner.example(line, text);
        return command.builder(inner);
      },
      handler: (parsed) => {
        chosen = command;
        options = parsed;
      },
    });
  }
  try {
    await parser.parseAsync();
    return chosen ? await chosen.handler(options) : 0;
  } catch (error) {
    return reportFailure(error, options['json'] === true || argv.includes('--json'));
  }
};
