import { relative } from 'node:path';
import type { RunFolder } from '../evidence/run-folder.ts';
import type { PilotConfig } from '../schemas/types/config.ts';
import type { AcceptanceRecord } from '../schemas/types/record.ts';
import { defaultReporters, report } from '../stages/report.ts';
import { hasColour, print, printError } from './print/streams.ts';

interface Conclusion {
  readonly folder: RunFolder;
  readonly record: AcceptanceRecord;
  readonly config: PilotConfig;
  readonly reporter: readonly string[] | undefined;
  readonly chrome: string | undefined;
  readonly strict: boolean;
  readonly json: boolean;
}

const soft = new Set(['rehearsal-go', 'go-with-conditions']);

/** Exit code of a decision; `--strict` lets only an unconditional go on real evidence be 0. */
export const exitCodeOf = (record: AcceptanceRecord, strict: boolean): number =>
  strict && soft.has(record.decision.outcome) ? 3 : record.decision.exit_code;

/** Writes the reports, prints the verdict and where they are, and returns the exit code. */
export const conclude = async (options: Conclusion): Promise<number> => {
  const { folder, record, config, json, strict } = options;
  const wanted = options.reporter ?? config.reporters ?? defaultReporters;
  const result = await report({
    folder,
    record,
    reporters: wanted,
    chrome: options.chrome ?? config.chrome,
    terminal: { colour: hasColour(process.stdout), width: process.stdout.columns ?? 100 },
  });
  print(json ? JSON.stringify(record) : result.terminal);
  for (const { id, file } of result.written) {
    (json ? printError : print)(`${id.padEnd(6)} ${relative(process.cwd(), file) || file}`);
  }
  for (const { id, message } of result.failed) printError(`${id}: ${message}`);
  return exitCodeOf(record, strict);
};
