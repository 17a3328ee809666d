import { appendFile, stat } from 'node:fs/promises';
import { PilotError } from '../../documents/pilot-error.ts';
import { wordedFileError } from './write.ts';

/** GitHub's limit for the summary of a step, in bytes; beyond it shows nothing of it. */
const most = 1024 * 1024;

const cutNote = '\n\nCut here: a summary page holds 1 MiB. The reports of the run have the rest.\n';

const sizeOf = async (file: string): Promise<number> => {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
};

/** Whole lines of `text` in at most `room` bytes, the last of which says that it was cut. */
const fitting = (text: string, room: number): string | undefined => {
  const bytes = Buffer.from(text);
  if (bytes.length <= room) return text;
  const end = bytes.subarray(0, Math.max(0, room - cutNote.length)).lastIndexOf('\n');
  return end < 0 ? undefined : `${bytes.subarray(0, end).toString()}${cutNote}`;
};

/**
 * Appends to the summary page of a CI's job; what others wrote there stays. Throws SUMMARY_FULL
 * and REPORT_UNWRITABLE.
 */
export const appendSummary = async (file: string, text: string): Promise<void> => {
  try {
    const size = await sizeOf(file);
    const shown = fitting(size === 0 ? text : `\n\n${text}`, most - size);
    if (shown === undefined) {
      throw new PilotError({
        code: 'SUMMARY_FULL',
        message: `${file} has no room left for the report: a summary page holds 1 MiB`,
        hint: 'Let another step write the report, or write it to a file: --reporter markdown.',
      });
    }
    await appendFile(file, shown);
  } catch (error) {
    throw wordedFileError(error, file);
  }
};

/** The summary page of the job this runs in: a path, or undefined outside of GitHub Actions. */
export const summaryPage = (): string | undefined => {
  const file = process.env['GITHUB_STEP_SUMMARY'];
  return file === undefined || file === '' ? undefined : file;
};
