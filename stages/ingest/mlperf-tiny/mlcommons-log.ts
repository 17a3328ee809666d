import { readLineBatches } from '../../../documents/json-lines.ts';
import { parseJson } from './json-text.ts';
import { createPrintedReader, type Printed } from './printed.ts';
import { isResults, readResults } from './results-json.ts';
import { type RunnerSession, wholeLine } from './session.ts';

/** Whether a text begins as a log or summary of the MLCommons runner, or a summary of either. */
export const isRunnerText = (head: string): boolean =>
  /^Logging initialized\. Writing output to |^Power Edition Output|^Performance results for window|^\d{4}\.\d{6} ulp-mlperf: |^\d{5,}\.\d{3} ulp-ml/mu.test(
    head,
  );

/** What a log of the MLCommons runner holds. Its laps stand only in results.json, or in a dump. */
export interface RunnerText {
  readonly printed: readonly Printed[];
  readonly model: string | undefined;
  readonly name: string | undefined;
  readonly profile: string | undefined;
  /** The raw list of passes, where an older version of the runner printed it into its log. */
  readonly dumped: RunnerSession | undefined;
}

const dumpBegins = /^\[\{'file': /u;

/**
 * Streams a log or a summary. What it prints as a figure is only ever compared. Throws MLPERF_SOURCE
 * with the line where a dump in it is broken.
 */
export const readRunnerText = async (file: string): Promise<RunnerText> => {
  const printed = createPrintedReader(file);
  let [model, name, profile]: (string | undefined)[] = [];
  let dumped: RunnerSession | undefined;
  for await (const { first, lines } of readLineBatches(file)) {
    for (const [index, raw] of lines.entries()) {
      const line = first + index;
      const text = wholeLine(raw, { file, line });
      if (dumpBegins.test(text)) {
        const items = parseJson(file, text, line);
        if (isResults(items))
          dumped = readResults(file, items as unknown[], () => ({ file, line }));
        continue;
      }
      printed.see(text, line);
      if (text.length > 300) continue;
      model ??= /^Device model retrieved: ([\w-]{1,40})$/u.exec(text)?.[1];
      name ??= /^Device name retrieved: (.{1,100})$/u.exec(text)?.[1];
      profile ??= /^Device profile retrieved: (.{1,100})$/u.exec(text)?.[1];
    }
  }
  return { printed: printed.found(), model, name, profile, dumped };
};
