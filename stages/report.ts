import { formatPlace, PilotError } from '../documents/pilot-error.ts';
import { type RunFolder, runFiles } from '../evidence/run-folder.ts';
import {
  buildReportModel,
  type RenderOptions,
  type Reporter,
  terminal,
  type TerminalStyle,
} from '../reporters/index.ts';
import type { AcceptanceRecord } from '../schemas/types/record.ts';
import type { ReportModel } from '../schemas/types/report-model.ts';
import { recordDigest } from './judge.ts';
import { type ChosenReporter, refuseTwice } from './report/choose.ts';
import { appendSummary, summaryPage } from './report/summary-page.ts';
import { writeWhole } from './report/write.ts';

export { type ChosenReporter, chooseReporters, takesStdout } from './report/choose.ts';

export const defaultReporters: readonly string[] = ['html', 'pdf', 'junit', 'json'];

export interface ReportOptions {
  readonly folder: RunFolder;
  readonly record: AcceptanceRecord;
  readonly reporters: readonly ChosenReporter[];
  readonly chrome: string | undefined;
  readonly look?: RenderOptions['look'];
  readonly terminal: TerminalStyle;
}

export interface Reported {
  readonly terminal: string;
  /** The report that goes to standard output, where one does. */
  readonly stdout: string | Uint8Array | undefined;
  readonly written: readonly { readonly id: string; readonly file: string }[];
  /** Reports that could not be made; the others are. */
  readonly failed: readonly { readonly id: string; readonly message: string }[];
}

/** Where a report is written; undefined for standard output. */
const fileOf = ({ reporter, to }: ChosenReporter, folder: RunFolder): string | undefined => {
  if (to === 'stdout') return undefined;
  return to === 'run-folder' ? folder.file(runFiles.reports, reporter.file) : to.file;
};

/** The page of the job on which a report shows what it has to say, once it has said it. */
const summarise = async (
  { summary }: Reporter,
  model: ReportModel,
  options: RenderOptions,
): Promise<string[]> => {
  const page = summary && summaryPage();
  if (summary === undefined || page === undefined) return [];
  await appendSummary(page, summary(model, options));
  return [page];
};

/** What stopped one report; a defect of ours is thrown on. */
const reasonOf = (error: unknown): string => {
  if (error instanceof PilotError) {
    const place = error.where ? `${formatPlace(error.where)}: ` : '';
    return `${place}${error.message}\n  ${error.hint}`;
  }
  if ((error as NodeJS.ErrnoException).code === undefined) throw error;
  return (error as Error).message;
};

/**
 * record.json -> reports. A report that cannot be made is named and stops none of the others.
 * Throws USAGE where two would be written to one file.
 */
export const report = async (options: ReportOptions): Promise<Reported> => {
  const { folder, record } = options;
  const rendering: RenderOptions = { chrome: options.chrome, look: options.look };
  const model = buildReportModel(record, { digest: await recordDigest(folder) });
  const placed = options.reporters.map((chosen) => ({
    reporter: chosen.reporter,
    file: fileOf(chosen, folder),
  }));
  refuseTwice(
    placed.flatMap(({ reporter, file }) => (file === undefined ? [] : [[reporter.id, file]])),
  );
  let stdout: Reported['stdout'];
  const written: { id: string; file: string }[] = [];
  const failed: { id: string; message: string }[] = [];
  for (const { reporter, file } of placed) {
    const { id } = reporter;
    try {
      const content = await reporter.render(model, rendering);
      if (file === undefined) {
        stdout = content;
      } else {
        await writeWhole(file, content);
        written.push({ id, file });
      }
      for (const page of await summarise(reporter, model, rendering))
        written.push({ id, file: page });
    } catch (error) {
      failed.push({ id, message: reasonOf(error) });
    }
  }
  return { terminal: terminal(model, options.terminal), stdout, written, failed };
};
