import type { Mode, Runner } from './session.ts';

/** A figure that a runner prints, as it stands there. */
export interface Printed {
  readonly figure: FigureName;
  readonly runner: Runner;
  readonly text: string;
  /** Number of the window, from 1, where it is that of one. */
  readonly window?: number | undefined;
  readonly file: string;
  readonly line?: number | undefined;
}

export type FigureName =
  | 'median-throughput'
  | 'median-energy'
  | 'top-1'
  | 'auc'
  | 'runtime'
  | 'throughput'
  | 'energy';

interface Pattern {
  readonly figure: FigureName;
  readonly pattern: RegExp;
  /** Whether it stands below the number of a window. */
  readonly ofWindow?: true;
}

const patterns: readonly Pattern[] = [
  { figure: 'median-throughput', pattern: /Median throughput is +([\d.]+) inf\.\/sec/u },
  { figure: 'median-energy', pattern: /Median energy cost is +([\d.]+) uJ\/inf/u },
  { figure: 'top-1', pattern: /Top[- ]1%? ?[:=] ([\d.]+)/u },
  { figure: 'auc', pattern: /AUC ?[:=] ([\d.]+)/u },
  { figure: 'runtime', pattern: /(?:Runtime|Elapsed time) *: +([\d.]+)/u, ofWindow: true },
  { figure: 'runtime', pattern: /^Runtime: ([\d.]+) sec/u, ofWindow: true },
  { figure: 'throughput', pattern: /Throughput *: +([\d.]+) inf/u, ofWindow: true },
  { figure: 'energy', pattern: /Energy\/Inf\.? *: +([\d.]+) uJ/u, ofWindow: true },
];

const heading = /(?:Performance results|Energy data) for (window|trial) (\d{1,6})/u;
const eembcStamp = /^\d{5,}\.\d{3} /u;
const longest = 1000;

/** The figures in lines, handed over one by one. */
export interface PrintedReader {
  readonly see: (text: string, line: number) => void;
  readonly found: () => readonly Printed[];
}

/** Reads what a file prints. The EEMBC runner numbers timed windows 2, 4, 6, trials count from 0. */
export const createPrintedReader = (file: string): PrintedReader => {
  const found: Printed[] = [];
  let window: number | undefined;
  const numberOf = (word: string, number: number, runner: Runner): number => {
    if (word === 'trial') return number + 1;
    return runner === 'eembc' ? number / 2 : number;
  };
  return {
    see: (text, line) => {
      if (text.length > longest) return;
      const runner: Runner = eembcStamp.test(text) ? 'eembc' : 'mlcommons';
      const [, word, number] = heading.exec(text) ?? [];
      if (word !== undefined) window = numberOf(word, Number(number), runner);
      for (const { figure, pattern, ofWindow } of patterns) {
        const [, value] = pattern.exec(text) ?? [];
        if (value === undefined || (ofWindow && window === undefined)) continue;
        found.push({ figure, runner, text: value, file, line, ...(ofWindow && { window }) });
        break;
      }
    },
    found: () => found,
  };
};

/** The mode that a file's figures are of, by which there are. */
export const modeOfPrinted = (found: readonly Printed[]): Mode | undefined => {
  const has = (...names: FigureName[]): boolean =>
    found.some(({ figure }) => names.includes(figure));
  if (has('median-energy', 'energy')) return 'energy';
  if (has('top-1', 'auc')) return 'accuracy';
  return has('median-throughput', 'throughput') ? 'performance' : undefined;
};
