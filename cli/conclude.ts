import { relative } from 'node:path';
import type { RunFolder } from '../evidence/run-folder.ts';
import type { PilotConfig } from '../schemas/types/config.ts';
import type { AcceptanceRecord } from '../schemas/types/record.ts';
import {
  type ChosenReporter,
  chooseReporters,
  defaultReporters,
  report,
  type Reported,
  type ReportOptions,
  takesStdout,
} from '../stages/report.ts';
import { loadLook } from '../stages/report/look.ts';
import { obeyedByNoRunner } from './print/runner.ts';
import { hasColour, print, printBytes, printError } from './print/streams.ts';

interface Conclusion {
  readonly folder: RunFolder;
  readonly record: AcceptanceRecord;
  readonly reporters: readonly ChosenReporter[];
  readonly config: PilotConfig;
  readonly chrome: string | undefined;
  readonly json: boolean;
  /** How much of each criterion the terminal shows. */
  readonly criteria: ReportOptions['terminal']['criteria'];
  /** How reports look, where it was read before. */
  readonly look?: ReportOptions['look'];
}

/**
 * Reporters by the command line, the configuration, or as usual. A wrong name, and what cannot be
 * written together, is refused here, before any device is driven.
 */
export const chosenReporters = (
  named: readonly string[] | undefined,
  config: PilotConfig,
  { json }: { readonly json: boolean },
): ChosenReporter[] =>
  chooseReporters(named ?? config.reporters ?? defaultReporters, {
    takenBy: json ? '--json' : undefined,
    isTerminal: process.stdout.isTTY,
  });

/** What people read goes to standard error where standard output is a report or the record. */
const streamFor = (reporters: readonly ChosenReporter[], json: boolean): NodeJS.WriteStream =>
  json || takesStdout(reporters) ? process.stderr : process.stdout;

/** Prints for people, wherever they are left to read. */
export const printerFor = (
  reporters: readonly ChosenReporter[],
  { json }: { readonly json: boolean },
): ((text: string) => void) => (streamFor(reporters, json) === process.stdout ? print : printError);

/** Meant for the runner itself, and for programs that take every byte. */
const asTheyAre: ReadonlySet<string> = new Set(['github', 'json']);

/** A report as standard output may hold it; bytes that are no text are left alone. */
const forStdout = (
  content: NonNullable<Reported['stdout']>,
  reporters: readonly ChosenReporter[],
): string | Uint8Array => {
  const id = reporters.find(({ to }) => to === 'stdout')?.reporter.id ?? '';
  return typeof content === 'string' && !asTheyAre.has(id) ? obeyedByNoRunner(content) : content;
};

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
  const people = streamFor(reporters, json);
  const say = printerFor(reporters, options);
  const needed = reporters.length > 0 ? config.report : undefined;
  const look = options.look ?? (await loadLook(needed));
  const result = await report({
    folder,
    record,
    reporters,
    chrome: options.chrome ?? config.chrome,
    look,
    terminal: {
      colour: hasColour(people),
      width: people.columns ?? 100,
      criteria: options.criteria,
    },
  });
  if (json) print(JSON.stringify(record));
  else say(obeyedByNoRunner(result.terminal));
  if (result.stdout !== undefined) await printBytes(forStdout(result.stdout, reporters));
  for (const { id, file } of result.written) {
    say(obeyedByNoRunner(`${id.padEnd(8)} ${relative(process.cwd(), file) || file}`));
  }
  for (const { id, message } of result.failed) printError(obeyedByNoRunner(`${id}: ${message}`));
  return result;
};
