import { formatError, formatPlace, PilotError } from '../documents/pilot-error.ts';
import { print, printError } from './print/streams.ts';

/** Prints an error as its reader needs it and returns the exit code it stands for. */
export const reportFailure = (error: unknown, json: boolean): number => {
  if (error instanceof PilotError) {
    if (json) {
      const { code, message, hint, where, exitCode } = error;
      print(
        JSON.stringify({
          error: { code, message, hint, exitCode, where: where && formatPlace(where) },
        }),
      );
    }
    printError(formatError(error));
    return error.exitCode;
  }
  printError(
    `Pilotlight itself failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  );
  printError(
    '  This is a defect of Pilotlight, not of your pilot; please report it with the lines above.',
  );
  return 70;
};
