import { sourceFault } from './session.ts';
import { baseName } from './names.ts';

/** True class numbers by file name. */
export type Labels = ReadonlyMap<string, number>;

/** No list has a longer line; one is read without looking back, so that blanks take no time. */
const longest = 4096;
const number = /^\d{1,4}$/u;

interface Row {
  readonly name: string;
  readonly classes: number;
  readonly truth: number;
}

const rowOf = (line: string): Row | undefined => {
  if (line.length > longest) return undefined;
  const [name = '', classes = '', truth = ''] = line.split(',', 3).map((cell) => cell.trim());
  if (name === '' || name.length > 300 || !number.test(classes) || !number.test(truth)) {
    return undefined;
  }
  return { name, classes: Number(classes), truth: Number(truth) };
};

/** Whether a text begins as the list of files and classes of the benchmark. */
export const isLabels = (head: string): boolean => {
  const [first = '', second] = head.split(/\r?\n/u);
  return rowOf(first) !== undefined && (!second || rowOf(second) !== undefined);
};

/** Reads `file, classes, class[, ...]`. Throws MLPERF_SOURCE with the line. */
export const readLabels = (file: string, text: string): Labels => {
  const labels = new Map<string, number>();
  for (const [index, line] of text.split(/\r?\n/u).entries()) {
    if (line.trim() === '') continue;
    const row = rowOf(line);
    const where = { file, line: index + 1 };
    if (!row || row.truth >= row.classes) {
      throw sourceFault('This line does not read "file, classes, class"', where);
    }
    const name = baseName(row.name);
    if (labels.has(name)) throw sourceFault(`${row.name} is listed twice`, where);
    labels.set(name, row.truth);
  }
  return labels;
};
