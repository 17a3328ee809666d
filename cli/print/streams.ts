/** A reader that closed its end, such as `head`, is no fault: what follows is for nobody. */
export const tolerateClosedPipes = (): void => {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
};

/** Results: standard output. */
export const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** A report as it is, once the reader has taken all of it. */
export const printBytes = (content: string | Uint8Array): Promise<void> =>
  new Promise((resolve) => {
    // A reader that has gone away is no fault of the report; see above.
    process.stdout.write(content, () => resolve());
  });

/** Progress, warnings and errors: standard error. */
export const printError = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

/** Whether a stream may carry colour: NO_COLOR and FORCE_COLOR first, then whether it is a terminal. */
export const hasColour = (stream: NodeJS.WriteStream): boolean => {
  if (process.env['NO_COLOR'] !== undefined && process.env['NO_COLOR'] !== '') return false;
  const force = process.env['FORCE_COLOR'];
  if (force !== undefined) return force !== '0';
  return stream.isTTY;
};
