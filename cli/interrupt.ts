/**
 * Runs `work` with a signal that Ctrl-C and SIGTERM abort, so that ports are closed and what was
 * gathered is written; a second Ctrl-C ends the process at once.
 */
export const withInterrupt = async <T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
  const controller = new AbortController();
  let asked = false;
  const stop = (): void => {
    if (asked) process.exit(130);
    asked = true;
    process.stderr.write('\nStopping; writing what was gathered (again to stop at once)\n');
    controller.abort();
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  try {
    return await work(controller.signal);
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
};
