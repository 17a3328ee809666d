/** Ends what has not been heard of for too long. */
export interface Watchdog {
  heard: () => void;
  stop: () => void;
}

const ticksAllowed = 30;

/**
 * Calls `expired` once when nothing was heard for `silence_ms` of host time. Counts ticks rather
 * than reading a clock: a host that slept or was too busy to listen counts one tick for all of it,
 * and does not take its own absence for the other side's silence.
 */
export const createWatchdog = (silence_ms: number, expired: () => void): Watchdog => {
  let ticks = 0;
  const timer = setInterval(() => {
    ticks += 1;
    if (ticks < ticksAllowed) return;
    clearInterval(timer);
    expired();
  }, silence_ms / ticksAllowed);
  return {
    heard() {
      ticks = 0;
    },
    stop: () => clearInterval(timer),
  };
};
