import { sourceFault } from './session.ts';
import { baseName } from './names.ts';

/** True class numbers by file name. */
export type Labels = ReadonlyMap<string, number>;

const row = /^\s*([^,]{1,300}?)\s*,\s*(\d{1,4})\s*,\s*(\d{1,4})\s*(?:,.*)?$/u;

/** Whether a text begins as the list of files and classes of the benchmark. */
export const isLabels = (head: string): boolean => {
  const [first = '', second] = head.split(/\r?\n/u);
  return row.test(first) && (second === undefined || second === '' || row.test(second));
};

/** Reads `file, classes, class[, ...]`. Throws MLPERF_SOURCE with the line. */
export const readLabels = (file: string, text: string): Labels => {
  const labels = new Map<string, number>();
  for (const [index, line] of text.split(/\r?\n/u).entries()) {
    if (line.trim() === '') continue;
    const [, name, classes, truth] = row.exec(line) ?? [];
    const where = { file, line: index + 1 };
    if (name === undefined || Number(truth) >= Number(classes)) {
      throw sourceFault('This line does not read "file, classes, class"', where);
    }
    if (labels.has(baseName(name))) throw sourceFault(`${name} is listed twice`, where);
    labels.set(baseName(name), Number(truth));
  }
  return labels;
};
