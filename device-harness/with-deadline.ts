/**
 * What `work` gives, unless the deadline or the signal comes first: then it rejects with `late` or
 * the signal's reason, and what `work` does later goes unheard.
 */
export const withDeadline = async <T>(
  work: Promise<T>,
  within_us: number,
  late: Error,
  signal?: AbortSignal,
): Promise<T> => {
  let giveUp: ((reason: unknown) => void) | undefined;
  const given = new Promise<never>((_, reject) => {
    giveUp = reject;
  });
  const onAbort = (): void => giveUp?.(signal?.reason);
  const timer = setTimeout(() => giveUp?.(late), Math.min(within_us / 1000, 0x7fff_ffff));
  signal?.addEventListener('abort', onAbort);
  try {
    return await Promise.race([work, given]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
    work.catch(() => {});
  }
};
