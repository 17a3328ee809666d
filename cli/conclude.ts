import { relative } from 'node:path';
import type { RunFolder } from '../evidence/run-folder.ts';
import type { PilotConfig } from '../schemas/types/config.ts';
import type { AcceptanceRecord } from '../schemas/types/record.ts';
import {
  type ChosenReporter,
  chooseReporter,
  defaultReporters,
  report,
  type Reported,
  type ReportOptions,
} from '../stages/report.ts';
import { hasColour, print, printError } from './print/streams.ts';

interface Conclusion {
  readonly folder: RunFolder;
  readonly record: AcceptanceRecord;
  readonly reporters: readonly ChosenReporter[];
  readonly config: PilotConfig;
  readonly chrome: string | undefined;
  readonly json: boolean;
  /** How much of each criterion the terminal shows. */
  readonly criteria: ReportOptions['terminal']['criteria'];
}

/** Reporters by the command line, the configuration, or as usual; a wrong name is refused here. */
export const chosenReporters = (
  named: readonly string[] | undefined,
  config: PilotConfig,
): ChosenReporter[] => (named ?? config.reporters ?? defaultReporters).map(chooseReporter);

const soft = new Set(['rehearsal-go', 'go-with-conditions']);

/**
 * Exit code of a decision; `--strict` lets only an unconditional go on real evidence be 0, and only
 * at a look that was declared.
 */
export const exitCodeOf = ({ decision }: AcceptanceRecord, strict: boolean): number => {
  const weak = soft.has(decision.outcome) || decision.undeclared_look === true;
  return strict && weak && decision.exit_code === 0 ? 3 : decision.exit_code;
};

/** A report that was asked for by name and could not be made is no success, whatever the verdict. */
export const exitCodeWith = (
  { failed }: Reported,
  named: readonly string[] | undefined,
  verdict: number,
): number => (verdict === 0 && named !== undefined && failed.length > 0 ? 2 : verdict);

/** Writes the reports and prints the verdict and where they are. */
export const conclude = async (options: Conclusion): Promise<Reported> => {
  const { folder, record, reporters, config, json } = options;
  const result = await report({
    folder,
    record,
    reporters,
    chrome: options.chrome ?? config.chrome,
    terminal: {
      colour: hasColour(process.stdout),
      width: process.stdout.columns ?? 100,
      criteria: options.criteria,
    },
  });
  print(json ? JSON.stringify(record) : result.terminal);
  for (const { id, file } of result.written) {
    (json ? printError : print)(`${id.padEnd(6)} ${relative(process.cwd(), file) || file}`);
  }
  for (const { id, message } of result.failed) printError(`${id}: ${message}`);
  return result;
};
