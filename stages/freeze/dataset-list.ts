import { isAbsolute, normalize } from 'node:path';
import { PilotError } from '../../documents/pilot-error.ts';

/** One line of y_labels.csv. */
export interface ListedFile {
  /** From 1. */
  readonly line: number;
  readonly file: string;
  /** How many classes there are. */
  readonly classes: number;
  /** From 0. */
  readonly truth: number;
  /** Bytes of one input and from one to the next, where a file holds many. */
  readonly window_B?: number;
  readonly stride_B?: number;
}

/** The list of a data set, as both runners of the benchmark read it. */
export const listName = 'y_labels.csv';

const whole = (text: string | undefined): number =>
  text !== undefined && /^\d{1,9}$/u.test(text) ? Number(text) : Number.NaN;

/** What is wrong with a line, or undefined. */
const complaint = ({
  file,
  classes,
  truth,
  window_B,
  stride_B,
}: ListedFile): string | undefined => {
  if (file === '') return 'names no file';
  if (isAbsolute(file) || normalize(file).startsWith('..')) {
    return `names "${file}", which is not inside the folder`;
  }
  if (!(classes >= 1)) return 'has no number of classes in its second place';
  if (!(truth < classes)) return `has no class below ${classes} in its third place`;
  if (window_B === undefined && stride_B === undefined) return undefined;
  if (!(window_B! >= 1) || !(stride_B! >= 1)) return 'has no bytes and stride after its class';
  return undefined;
};

/** Reads `file,n_classes,class[,bytes,stride]`. Throws DATASET_INVALID with the line. */
export const readList = (text: string, file: string): ListedFile[] => {
  const listed: ListedFile[] = [];
  const named = new Map<string, number>();
  const invalid = (line: number, why: string): PilotError =>
    new PilotError({
      code: 'DATASET_INVALID',
      message: `This line ${why}`,
      hint: 'A line is file,n_classes,class and, where a file holds many inputs, bytes,stride.',
      where: { file, line },
    });
  for (const [index, row] of text.split(/\r?\n/u).entries()) {
    if (row.trim() === '') continue;
    const line = index + 1;
    const [name = '', classes, truth, bytes, stride, ...more] = row
      .split(',')
      .map((part) => part.trim());
    const entry: ListedFile = {
      line,
      file: name,
      classes: whole(classes),
      truth: whole(truth),
      ...(bytes !== undefined && { window_B: whole(bytes), stride_B: whole(stride) }),
    };
    const why = more.length > 0 ? 'has more than five parts' : complaint(entry);
    if (why !== undefined) throw invalid(line, why);
    const earlier = named.get(name);
    if (earlier !== undefined) throw invalid(line, `names "${name}" again, after line ${earlier}`);
    named.set(name, line);
    listed.push(entry);
  }
  if (listed.length === 0) throw invalid(1, 'is the only one: the list is empty');
  return listed;
};
