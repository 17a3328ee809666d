import { between_us } from '../../../device-harness/index.ts';
import { relative } from 'node:path';
import { areaOf, areaOverClasses, areaOverGrid } from '../../../acceptance/index.ts';
import type { Evidence } from '../../../schemas/types/evidence.ts';
import type { Answer } from './answers.ts';
import type { FigureName, Printed } from './printed.ts';
import type { Pass, RunnerSession } from './session.ts';
import type { Published } from './published.ts';

export type PublishedFigure = NonNullable<Evidence['ingested']>['published'][number];

const units: Readonly<Record<FigureName, string>> = {
  'median-throughput': '/s',
  'median-energy': 'uJ',
  'top-1': '%',
  auc: '1',
  runtime: 's',
  throughput: '/s',
  energy: 'uJ',
};

const median = (values: readonly number[]): number | null => {
  if (values.length === 0 || !values.every(Number.isFinite)) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

/** Length of a timed window in microseconds, from the clock or the edges of the marker pin. */
const lengthOf = ({ laps, power }: Pass): number =>
  power?.elapsed_us ?? (laps ? between_us(...laps) : Number.NaN);

const throughputOf = (pass: Pass): number => pass.iterations / (lengthOf(pass) / 1e6);

const energyOf = ({ power, iterations }: Pass): number =>
  (power?.energy_uJ ?? Number.NaN) / iterations;

/** The area as the runner defines it. Of a single score EEMBC's grid is not known here. */
const areaFor = (answers: readonly Answer[], runner: Printed['runner']): number | null => {
  const known = answers.filter(({ truth }) => truth !== undefined);
  if (known.length === 0) return null;
  if (known[0]!.scores.length === 1) {
    if (runner === 'eembc') return null;
    const ofClass = (second: boolean): number[] =>
      known.filter(({ truth }) => (truth === 1) === second).map(({ scores }) => scores[0]!);
    return areaOf(ofClass(true), ofClass(false));
  }
  const scored = known.map(({ scores, truth }) => ({ scores, trueClass: truth! }));
  return runner === 'eembc' ? areaOverGrid(scored) : areaOverClasses(scored);
};

const topOne = (answers: readonly Answer[]): number | null => {
  const known = answers.filter(({ truth }) => truth !== undefined);
  if (known.length === 0 || known[0]!.scores.length === 1) return null;
  return (100 * known.filter(({ truth, best }) => truth === best).length) / known.length;
};

/** What follows from raw values for a figure; null where they are not there. */
const recomputed = (
  { figure, window, runner }: Pick<Printed, 'figure' | 'window' | 'runner'>,
  session: RunnerSession | undefined,
  answers: readonly Answer[],
): number | null => {
  if (figure === 'top-1') return topOne(answers);
  if (figure === 'auc') return areaFor(answers, runner);
  const passes = session?.passes ?? [];
  if (figure === 'median-throughput') return median(passes.map(throughputOf));
  if (figure === 'median-energy') return median(passes.map(energyOf));
  const pass = window === undefined ? undefined : passes[window - 1];
  if (!pass) return null;
  const of = {
    runtime: (one: Pass) => lengthOf(one) / 1e6,
    throughput: throughputOf,
    energy: energyOf,
  };
  const value = of[figure](pass);
  return Number.isFinite(value) ? value : null;
};

/** Whether a value rounds to what is printed, to half a unit of its last digit. */
const agrees = (value: number, text: string): boolean => {
  const decimals = text.split('.')[1]?.length ?? 0;
  const slack = 0.5 * 10 ** -decimals * (1 + 1e-6) + Math.abs(value) * 1e-12;
  return Math.abs(Number(text) - value) <= slack;
};

/** Windows of an accuracy run are single inferences; a runner prints a figure for each. */
const isOfInterest = ({ mode, window }: Published['printed'][number]): boolean =>
  mode !== 'accuracy' || window === undefined;

const ofFolder = (folder: string, file: string): string => relative(folder, file) || file;

/** Every figure that the files print, beside what their raw values come to; each once. */
export const compareFigures = (
  { printed, sessions }: Published,
  answers: readonly Answer[],
  folder: string,
): PublishedFigure[] => {
  const figures = new Map<string, PublishedFigure>();
  for (const one of printed.filter(isOfInterest)) {
    const { figure, mode, window, text, file, line } = one;
    const session = sessions.find((each) => each.mode === mode);
    const value = recomputed(one, session, answers);
    const key = JSON.stringify([figure, mode, window, text, file]);
    if (figures.has(key)) continue;
    figures.set(key, {
      figure,
      ...(mode !== undefined && { scenario: mode }),
      ...(window !== undefined && Number.isInteger(window) && window > 0 && { window }),
      unit: units[figure],
      printed: text,
      recomputed: value,
      agrees: value === null ? null : agrees(value, text),
      file: ofFolder(folder, file),
      ...(line !== undefined && { line }),
    });
  }
  return [...figures.values()];
};

/** The figures a submission stands for, whether or not a file of the folder prints them. */
export const headlineFigures = (
  { sessions }: Published,
  answers: readonly Answer[],
): Pick<PublishedFigure, 'figure' | 'unit' | 'recomputed'>[] => {
  const runner = sessions.find(({ mode }) => mode === 'accuracy')?.runner ?? 'mlcommons';
  const wanted: [FigureName, RunnerSession['mode']][] = [
    ['median-throughput', 'performance'],
    ['top-1', 'accuracy'],
    ['auc', 'accuracy'],
    ['median-energy', 'energy'],
  ];
  return wanted.flatMap(([figure, mode]) => {
    const session = sessions.find((one) => one.mode === mode);
    if (!session) return [];
    return [
      {
        figure,
        unit: units[figure],
        recomputed: recomputed({ figure, runner, window: undefined }, session, answers),
      },
    ];
  });
};
