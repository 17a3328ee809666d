import { sha256 } from '../evidence/digest.ts';

/** A list of samples with their classes, in no order. */
export interface SampleList {
  readonly samples: number;
  /** SHA-256 of the lines "file,class" in the order of their letters. */
  readonly sha256: string;
}

/**
 * Lists of the benchmark that can be told by their digest, by model. Only that of keyword spotting
 * is public together with its data.
 */
const known: Readonly<Record<string, SampleList>> = {
  kws01: {
    samples: 1000,
    sha256: 'c29dee25f94d56439828dca5c7d6950cd09d71f091d76760cecebd93e87e7a99',
  },
};

/** The list of a model, where it is known. */
export const knownList = (model: string | undefined): SampleList | undefined =>
  model !== undefined && Object.hasOwn(known, model) ? known[model] : undefined;

/** The list that these files with their class numbers make. */
export const listOf = (files: Iterable<readonly [string, number]>): SampleList => {
  const lines = [...files].map(([file, truth]) => `${file},${truth}\n`).toSorted();
  return { samples: lines.length, sha256: sha256(lines.join('')) };
};
