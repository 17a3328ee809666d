import { historyPage } from '../../reporters/history/page.ts';
import type { History } from '../../schemas/types/history.ts';
import { writeWhole } from '../report/write.ts';

/** Writes the page with a trend chart for each criterion; resolves with where. Throws REPORT_UNWRITABLE. */
export const writeHistoryPage = async (history: History, file: string): Promise<string> => {
  await writeWhole(file, historyPage(history));
  return file;
};
