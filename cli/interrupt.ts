/**
 * Runs `work` with a signal that Ctrl-C and SIGTERM abort, so that ports are closed and what was
 * gathered is written; a second one, after a moment, ends the process at once.
 */
export const withInterrupt = async <T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
  const controller = new AbortController();
  let asked: number | undefined;
  const stop = (): void => {
    // One press may arrive twice, from the terminal and from a wrapper; that is no second thought.
    if (asked !== undefined && performance.now() - asked > 1000) process.exit(130);
    if (asked !== undefined) return;
    asked = performance.now();
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
