import { resolve } from 'node:path';
import { nearest } from '../../documents/nearest.ts';
import { PilotError } from '../../documents/pilot-error.ts';
import { type Reporter, reporters } from '../../reporters/index.ts';

/** A reporter and where it writes: the run folder, standard output, or a file. */
export interface ChosenReporter {
  readonly reporter: Reporter;
  readonly to: 'run-folder' | 'stdout' | { readonly file: string };
}

const usage = (message: string, hint: string): PilotError =>
  new PilotError({ code: 'USAGE', message, hint });

const reporterOf = (id: string): Reporter => {
  const known = Object.keys(reporters);
  const reporter = Object.values<Reporter>(reporters).find((each) => each.id === id);
  if (reporter) return reporter;
  const meant = nearest(id, known);
  throw new PilotError({
    code: 'REPORTER_UNKNOWN',
    message: `There is no reporter "${id}"`,
    hint: meant ? `Did you mean "${meant}"?` : `Reporters: ${known.join(', ')}.`,
  });
};

/** Reads `name`, `name=path` or `name=-` (standard output, as is /dev/stdout). Throws REPORTER_UNKNOWN, USAGE. */
const chooseReporter = (text: string): ChosenReporter => {
  const [id = '', ...rest] = text.split('=');
  const reporter = reporterOf(id);
  const path = rest.join('=');
  if (rest.length === 0) return { reporter, to: reporter.to ?? 'run-folder' };
  if (path === '-' || path === '/dev/stdout') return { reporter, to: 'stdout' };
  if (path.trim() === '') {
    throw usage(
      `The reporter ${id} is told to write to no file`,
      `Write ${id}=PATH, ${id}=- for standard output, or ${id} alone for the run folder.`,
    );
  }
  return { reporter, to: { file: resolve(path) } };
};

/** Whether a report takes standard output. */
export const takesStdout = (chosen: readonly ChosenReporter[]): boolean =>
  chosen.some(({ to }) => to === 'stdout');

const placeOf = ({ reporter, to }: ChosenReporter): string =>
  to === 'run-folder'
    ? `reports/${reporter.file} of the run folder`
    : to === 'stdout'
      ? to
      : to.file;

/** Each file once: of two reports in one place the second would be all that is left. */
export const refuseTwice = (places: readonly (readonly [id: string, place: string])[]): void => {
  for (const [index, [id, place]] of places.entries()) {
    const other = places.slice(0, index).find((earlier) => earlier[1] === place);
    if (other) {
      throw usage(
        `The reporters ${other[0]} and ${id} both write to ${place}`,
        `Give one of them another file: --reporter ${id}=PATH.`,
      );
    }
  }
};

/**
 * Reads what is asked for and refuses what cannot be done together, before any device is driven.
 *
 * @param stdout What else is bound for standard output, and whether that is a terminal.
 */
export const chooseReporters = (
  texts: readonly string[],
  stdout: { readonly takenBy?: string | undefined; readonly isTerminal: boolean },
): ChosenReporter[] => {
  const chosen = texts.map(chooseReporter);
  const onStdout = chosen.filter(({ to }) => to === 'stdout').map(({ reporter }) => reporter);
  const [first, second] = [
    ...(stdout.takenBy === undefined ? [] : [stdout.takenBy]),
    ...onStdout.map(({ id }) => `the reporter ${id}`),
  ];
  if (second !== undefined) {
    throw usage(
      `Standard output holds one thing, and both ${first} and ${second} would go there`,
      `Give a reporter a file: --reporter ${onStdout.at(-1)?.id}=PATH.`,
    );
  }
  refuseTwice(
    chosen
      .filter(({ to }) => to !== 'stdout')
      .map((each) => [each.reporter.id, placeOf(each)] as const),
  );
  const binary = onStdout.find((reporter) => reporter.binary);
  if (binary && stdout.isTerminal) {
    throw usage(
      `The reporter ${binary.id} writes bytes that a terminal cannot show`,
      `Send them on (> pilot.${binary.id}), or name a file: --reporter ${binary.id}=PATH.`,
    );
  }
  return chosen;
};
