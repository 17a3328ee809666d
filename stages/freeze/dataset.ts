import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { benchmarkModel } from '../../device-harness/index.ts';
import { PilotError, type Place } from '../../documents/pilot-error.ts';
import type { Located } from '../../documents/yaml-document.ts';
import { sha256 } from '../../evidence/digest.ts';
import type { Stimulus } from '../../schemas/types/stimulus.ts';
import type { Suite } from '../../schemas/types/suite.ts';
import { knownList, listOf } from '../known-lists.ts';
import { type ListedFile, listName, readList } from './dataset-list.ts';
import { type Input, inputOf } from './inputs.ts';
import { besides } from './references.ts';

/** A folder of labelled files, as it was when the plan was frozen. */
export interface Dataset {
  readonly folder: string;
  readonly stimuli: readonly Stimulus[];
  /** The list, and the digest of every file on it; the files themselves stay where they are. */
  readonly inputs: readonly Input[];
  /** What was used, for page one: only a digest tells an official list from another. */
  readonly said: string;
}

/** The data sets of a suite by scenario. */
export type Datasets = ReadonlyMap<string, Dataset>;

/** What the maker of a data set wants read on page one. */
const noteName = 'NOTE.txt';

const missing = (message: string, where: Place | undefined): PilotError =>
  new PilotError({
    code: 'DATASET_MISSING',
    message,
    hint: `Name its folder with --dataset DIR: ${listName} and the files it lists, as the benchmark lays them out (docs/mlperf-tiny.md).`,
    where,
  });

/** Whether a list is the one the benchmark publishes, where that can be told; else nothing. */
const standing = (name: string, list: readonly ListedFile[]): string => {
  const known = knownList(name);
  if (!known) return '';
  const { sha256: digest } = listOf(list.map(({ file, truth }) => [file, truth] as const));
  return digest === known.sha256
    ? ' Their list is the public one of the benchmark.'
    : ' Their list is not the public one of the benchmark.';
};

/** The names of the classes, in the order of their numbers. */
const classNames = (suite: Suite, folder: string, classes: number): string[] => {
  const { labels = [], 'negative-class': negative = 'normal' } = suite;
  if (labels.length === classes) return labels;
  // A single score tells one class from all else.
  if (labels.length === 1 && classes === 2) return [negative, labels[0]!];
  const known = benchmarkModel(basename(folder))?.classes ?? [];
  if (known.length === classes) return [...known];
  return Array.from({ length: classes }, (_, number) => String(number));
};

const readListed = async (folder: string, { file, line }: ListedFile): Promise<Buffer> =>
  readFile(join(folder, file)).catch((cause: unknown) => {
    throw new PilotError({
      code: 'DATASET_FILE_MISSING',
      message: `The list names ${file}, which cannot be read`,
      hint: 'Put the file beside the list, or use the data set the list belongs to.',
      where: { file: join(folder, listName), line },
      cause,
    });
  });

const load = async (suite: Suite, folder: string): Promise<Dataset> => {
  const list = await readFile(join(folder, listName), 'utf8');
  const stimuli: Stimulus[] = [];
  const digests = [`${sha256(Buffer.from(list))}  ${listName}`];
  const all = readList(list, join(folder, listName));
  for (const listed of all) {
    const bytes = await readListed(folder, listed);
    const { file, classes, truth, window_B, stride_B } = listed;
    if (bytes.length < (window_B ?? 1)) {
      throw new PilotError({
        code: 'DATASET_INVALID',
        message: `${file} has ${bytes.length} bytes, and an input has ${window_B ?? 'at least 1'}`,
        hint: 'Fetch the file again, or mend the list.',
        where: { file: join(folder, listName), line: listed.line },
      });
    }
    digests.push(`${sha256(bytes)}  ${file}`);
    stimuli.push({
      sample: file,
      truth: classNames(suite, folder, classes)[truth]!,
      x: bytes.toString('base64'),
      ...(window_B !== undefined && stride_B !== undefined && { window_B, stride_B }),
    });
  }
  const name = basename(folder);
  const note = existsSync(join(folder, noteName))
    ? ` ${(await readFile(join(folder, noteName), 'utf8')).trim()}`
    : '';
  const digested = inputOf('dataset', `${name}/SHA256SUMS`, `${digests.join('\n')}\n`);
  return {
    folder,
    stimuli,
    inputs: [inputOf('dataset', `${name}/${listName}`, list), digested],
    said: `Data other than the ${stimuli.length} files of ${name} with the digest ${digested.sha256.slice(0, 16)}.${standing(name, all)}${note}`,
  };
};

/** The folder a suite names, or the one that shall take its place: it, or its part of that name. */
const folderOf = (declared: string, instead: string | undefined, where: Place): string => {
  const name = basename(declared);
  const candidates =
    instead === undefined ? [declared] : [resolve(instead), join(resolve(instead), name)];
  const found = candidates.find((folder) => existsSync(join(folder, listName)));
  if (found !== undefined) return found;
  if (instead === undefined) {
    throw missing(`The data set ${name} is not there: ${declared} has no ${listName}`, where);
  }
  throw missing(`Neither ${instead} nor its folder ${name} has a ${listName}`, undefined);
};

/**
 * Reads the data sets of a suite; `instead` takes their place. Throws DATASET_MISSING,
 * DATASET_INVALID, DATASET_FILE_MISSING, DATASET_UNUSED.
 */
export const loadDatasets = async (
  suite: Located<Suite>,
  instead: string | undefined,
): Promise<Datasets> => {
  const byFolder = new Map<string, Dataset>();
  const byScenario = new Map<string, Dataset>();
  for (const [id, { dataset, stimulus }] of Object.entries(suite.value.scenarios ?? {})) {
    if (dataset === undefined) continue;
    const where = suite.at(['scenarios', id, 'dataset']);
    if (stimulus !== undefined) {
      throw new PilotError({
        code: 'DATASET_AND_STIMULUS',
        message: `Scenario "${id}" names a data set and a stimulus file`,
        hint: 'Keep one of them.',
        where,
      });
    }
    const folder = folderOf(besides(suite, dataset), instead, where);
    const loaded = byFolder.get(folder) ?? (await load(suite.value, folder));
    byFolder.set(folder, loaded);
    byScenario.set(id, loaded);
  }
  if (instead !== undefined && byScenario.size === 0) {
    throw new PilotError({
      code: 'DATASET_UNUSED',
      message: 'No scenario of this suite takes a data set',
      hint: 'Leave out --dataset, or write `dataset: FOLDER` in the scenario that shall use it.',
      where: suite.at(['scenarios']),
    });
  }
  return byScenario;
};

/** The stimuli of each data set by its folder, as files of stimuli are kept. */
export const listedIn = (datasets: Datasets): [string, readonly Stimulus[]][] =>
  distinctDatasets(datasets).map(({ folder, stimuli }) => [folder, stimuli]);

/** Each data set once, whichever scenarios share it. */
export const distinctDatasets = (datasets: Datasets): Dataset[] => [...new Set(datasets.values())];
