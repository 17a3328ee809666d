import { basename } from 'node:path';
import { type SampleList, knownList, listOf } from '../../known-lists.ts';
import type { Answer } from './answers.ts';
import type { Published } from './published.ts';
import type { RunnerSession } from './session.ts';

/** The list that an accuracy run is held against, and what there is to say of it. */
export interface HeldAgainst {
  /** Files with their class numbers; undefined where none is known, or only by its digest. */
  readonly list: ReadonlyMap<string, number> | undefined;
  /** What it should have been where the files are not it. */
  readonly instead: SampleList | undefined;
  readonly notes: readonly string[];
}

/** Which list of samples the answers have to be, each once. */
export const heldAgainst = (
  { labels }: Published,
  answers: readonly Answer[],
  model: string | undefined,
): HeldAgainst => {
  const known = knownList(model);
  const own = answers.flatMap(({ file, truth }) =>
    truth === undefined ? [] : [[file, truth] as const],
  );
  if (known && (!labels || listOf(labels.truths).sha256 === known.sha256)) {
    const same = listOf(own).sha256 === known.sha256;
    return same
      ? { list: new Map(own), instead: undefined, notes: [] }
      : {
          list: undefined,
          instead: known,
          notes: [`The files and classes are not the ${known.samples} of the list of ${model}.`],
        };
  }
  if (labels) {
    const { sha256 } = listOf(labels.truths);
    const other = known ? `, which is not the list of ${model}` : '';
    return {
      list: labels.truths,
      instead: undefined,
      notes: [`The list held against is ${labels.file} (${sha256.slice(0, 16)})${other}.`],
    };
  }
  return {
    list: undefined,
    instead: undefined,
    notes: [
      `Which files the list of ${model ?? 'this model'} has is not known here; name it with --labels y_labels.csv to have the accuracy judged.`,
    ],
  };
};

/** Where the right answers come from, in words. */
export const truthInWords = ({ labels, sessions }: Published): string => {
  const stated = sessions
    .find(({ mode }) => mode === 'accuracy')
    ?.passes.some(({ truth }) => truth !== undefined);
  if (stated)
    return labels ? `"class" of the results, as ${labels.file} has it` : '"class" of the results';
  return labels ? labels.file : 'nowhere: no file names them';
};

/** What stands in the place of passes, which nothing is computed from. */
const leftOut = ({ mode, errors = [], file }: RunnerSession): string[] => {
  const [first] = errors;
  if (first === undefined) return [];
  const all = errors.length === 1 ? '1 entry' : `${errors.length} entries`;
  return [
    `${all} of ${basename(file)} (${mode}) left out: the runner tells of errors there, first ${first}.`,
  ];
};

/** What a reader has to know about published files of a model. */
export const notesOn = ({ sessions }: Published, model: string | undefined): string[] => [
  'The time of a window includes printing its first time stamp, as the benchmark has it.',
  ...sessions.flatMap(leftOut),
  ...(model?.startsWith('ic') && sessions.some(({ mode }) => mode === 'accuracy')
    ? [
        'The list of ic01 was replaced between rounds and submissions used both; results do not say which, so that two accuracies may be of different files.',
      ]
    : []),
];
