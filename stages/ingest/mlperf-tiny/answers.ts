import { between_us } from '../../../device-harness/index.ts';
import type { Classes } from './classes.ts';
import type { Labels } from './labels.ts';
import { type Pass, type RunnerSession, sourceFault } from './session.ts';

/** What a device answered for one file, over all the parts of it that were inferred. */
export interface Answer {
  readonly file: string;
  /** Number of the true class, where anybody says. */
  readonly truth: number | undefined;
  /** Mean over the parts; NaN where one holds no number. */
  readonly scores: readonly number[];
  /** Of equal scores the first; undefined where they are no numbers. */
  readonly best: number | undefined;
  /** Mean over the parts; NaN where the clock ran backwards in one. */
  readonly latency_us: number | undefined;
  /** Its last part. */
  readonly pass: Pass;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const bestOf = (scores: readonly number[]): number | undefined =>
  scores.every(Number.isFinite)
    ? scores.reduce((best, score, index) => (score > scores[best]! ? index : best), 0)
    : undefined;

/** The true class of a file: what the run says, held against the list where there is one. */
const truthOf = ({ file, truth, where }: Pass, labels: Labels | undefined): number | undefined => {
  const listed = labels?.get(file);
  if (truth !== undefined && listed !== undefined && truth !== listed) {
    throw sourceFault(
      `${file} is of class ${truth} here and of class ${listed} in the list`,
      where(),
    );
  }
  return truth ?? listed;
};

/** Results are one score a class; a single score is one of two classes. */
const checkScores = ({ results, where, file }: Pass, { scores }: Classes): void => {
  if (results.length === scores.length) return;
  throw sourceFault(
    `${file} has ${results.length} results, and the suite names ${scores.length} classes`,
    where(),
    'Judge by the suite of this model: --suite FILE.',
  );
};

/** Answers of an accuracy run in the order of their files, parts of one file as one answer. */
export const answersOf = (
  { passes }: RunnerSession,
  classes: Classes,
  labels: Labels | undefined,
): Answer[] => {
  const byFile = new Map<string, Pass[]>();
  for (const pass of passes) {
    checkScores(pass, classes);
    const own = byFile.get(pass.file);
    // Several outputs for one input are a second try, and only parts of a recording have none.
    if (own && classes.scores.length > 1) {
      throw sourceFault(`${pass.file} was inferred before`, pass.where());
    }
    if (own) own.push(pass);
    else byFile.set(pass.file, [pass]);
  }
  return [...byFile].map(([file, parts]): Answer => {
    const last = parts.at(-1)!;
    const scores = last.results.map((_, i) => mean(parts.map(({ results }) => results[i]!)));
    const times = parts.map(({ laps }) => laps && between_us(...laps));
    const truth = truthOf(last, labels);
    if (truth !== undefined && classes.truths[truth] === undefined) {
      throw sourceFault(
        `${file} is of class ${truth}, and there are ${classes.truths.length}`,
        last.where(),
      );
    }
    return {
      file,
      truth,
      scores,
      best: bestOf(scores),
      latency_us: times.every((time) => time !== undefined) ? mean(times) : undefined,
      pass: last,
    };
  });
};
