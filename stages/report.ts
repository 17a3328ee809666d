import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { nearest } from '../documents/nearest.ts';
import { PilotError } from '../documents/pilot-error.ts';
import { type RunFolder, runFiles } from '../evidence/run-folder.ts';
import {
  buildReportModel,
  type Reporter,
  reporters,
  terminal,
  type TerminalStyle,
} from '../reporters/index.ts';
import type { AcceptanceRecord } from '../schemas/types/record.ts';
import { recordDigest } from './judge.ts';

export const defaultReporters: readonly string[] = ['html', 'pdf', 'junit', 'json'];

export interface ReportOptions {
  readonly folder: RunFolder;
  readonly record: AcceptanceRecord;
  readonly reporters: readonly ChosenReporter[];
  readonly chrome: string | undefined;
  readonly terminal: TerminalStyle;
}

export interface Reported {
  readonly terminal: string;
  readonly written: readonly { readonly id: string; readonly file: string }[];
  /** Reports that could not be made; the others are. */
  readonly failed: readonly { readonly id: string; readonly message: string }[];
}

/** A reporter and where it writes; undefined: into the run folder. */
export interface ChosenReporter {
  readonly reporter: Reporter;
  readonly path: string | undefined;
}

/** Reads `name` or `name=path`. Throws REPORTER_UNKNOWN. */
export const chooseReporter = (text: string): ChosenReporter => {
  const [id = '', ...rest] = text.split('=');
  const known = Object.keys(reporters);
  const reporter = Object.values<Reporter>(reporters).find((each) => each.id === id);
  if (reporter) return { reporter, path: rest.length > 0 ? resolve(rest.join('=')) : undefined };
  const meant = nearest(id, known);
  throw new PilotError({
    code: 'REPORTER_UNKNOWN',
    message: `There is no reporter "${id}"`,
    hint: meant ? `Did you mean "${meant}"?` : `Reporters: ${known.join(', ')}.`,
  });
};

/** record.json -> reports. A report that cannot be made is named and stops none of the others. */
export const report = async (options: ReportOptions): Promise<Reported> => {
  const { folder, record, chrome } = options;
  const model = buildReportModel(record, { digest: await recordDigest(folder) });
  const written: { id: string; file: string }[] = [];
  const failed: { id: string; message: string }[] = [];
  for (const { reporter, path } of options.reporters) {
    const { id } = reporter;
    const file = path ?? folder.file(runFiles.reports, reporter.file);
    try {
      const content = await reporter.render(model, { chrome });
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
      written.push({ id, file });
    } catch (error) {
      if (!(error instanceof PilotError) && (error as NodeJS.ErrnoException).code === undefined)
        throw error;
      const hint = error instanceof PilotError ? `\n  ${error.hint}` : '';
      failed.push({ id, message: `${(error as Error).message}${hint}` });
    }
  }
  return { terminal: terminal(model, options.terminal), written, failed };
};
