const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Does `work`. Where the process is told to end meanwhile, `end` is called before it does; nothing
 * is waited for any more. A signal that nobody else listens to then does what it would have done.
 */
export const endingWithUs = async <T>(end: () => void, work: () => Promise<T>): Promise<T> => {
  const release = (): void => {
    process.off('exit', end);
    for (const signal of signals) process.off(signal, onSignal);
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    release();
    end();
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  process.once('exit', end);
  for (const signal of signals) process.on(signal, onSignal);
  try {
    return await work();
  } finally {
    release();
  }
};
