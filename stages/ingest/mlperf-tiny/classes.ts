import { benchmarkModel } from '../../../device-harness/index.ts';
import type { Located } from '../../../documents/yaml-document.ts';
import type { Suite } from '../../../schemas/types/suite.ts';

/** What the numbers in results and lists mean. */
export interface Classes {
  /** Names in the order of the scores. */
  readonly scores: readonly string[];
  /** Names in the order of the class numbers. */
  readonly truths: readonly string[];
}

/** The classes as the suite names them, or else as the benchmark does for the model. */
export const classesOf = ({ value }: Located<Suite>, model: string | undefined): Classes => {
  const { labels, 'negative-class': negative = 'normal' } = value;
  if (labels === undefined) {
    const known = benchmarkModel(model ?? '');
    return { scores: known?.scores ?? [], truths: known?.classes ?? [] };
  }
  // A single score tells one class from all else.
  return { scores: labels, truths: labels.length === 1 ? [negative, labels[0]!] : labels };
};
