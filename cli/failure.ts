import { formatError, formatPlace, PilotError } from '../documents/pilot-error.ts';
import { isTreacherous, spelledOut } from '../reporters/inert.ts';
import { print, printError } from './print/streams.ts';

/** What outside text could command the terminal with is spelled out; our own line ends stay. */
const inert = (text: string): string =>
  text
    .split('\n')
    .map((line) => spelledOut(line, () => true))
    .join('\n');

const escaped = (character: string): string =>
  character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');

/** JSON with every such character as an escape: whoever parses it gets the text as it is. */
const inertJson = (document: unknown): string =>
  JSON.stringify(document).replaceAll(/[^ -~]/gu, (character) =>
    isTreacherous(character) ? escaped(character) : character,
  );

/** Prints an error as its reader needs it and returns the exit code it stands for. */
export const reportFailure = (error: unknown, json: boolean): number => {
  if (error instanceof PilotError) {
    if (json) {
      const { code, message, hint, where, exitCode } = error;
      print(
        inertJson({
          error: { code, message, hint, exitCode, where: where && formatPlace(where) },
        }),
      );
    }
    printError(inert(formatError(error)));
    return error.exitCode;
  }
  printError(
    inert(
      `Pilotlight itself failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    ),
  );
  printError(
    '  This is a defect of Pilotlight, not of your pilot; please report it with the lines above.',
  );
  return 70;
};
