import type { Stimulus } from '../../schemas/types/stimulus.ts';

/** Which stimuli of a scenario a device has answered; each is answered at most once. */
export interface Answers {
  /** Notes an answer. False where it was not asked for, such as one the device gave by itself. */
  mark: (sample: string) => boolean;
  /** Whether all from the index `from` to before `to` are answered. */
  areIn: (from: number, to: number) => boolean;
  /** Those from the index `from` to before `to` that are not, in their order. */
  left: (from: number, to: number) => Stimulus[];
  /** Index of the first that is not; their number where all are. */
  firstLeft: () => number;
}

/**
 * Costs no memory per answer where they come in the order of the stimuli, as they do unless part of
 * what a killed run wrote is missing.
 */
export const createAnswers = (stimuli: readonly Stimulus[]): Answers => {
  let next = 0;
  const ahead = new Set<number>();
  const isAnswered = (index: number): boolean => index < next || ahead.has(index);
  const advance = (): void => {
    next += 1;
    while (ahead.delete(next)) next += 1;
  };
  return {
    mark(sample) {
      if (stimuli[next]?.sample === sample) {
        advance();
        return true;
      }
      const index = stimuli.findIndex(
        (stimulus, at) => at > next && stimulus.sample === sample && !ahead.has(at),
      );
      if (index !== -1) ahead.add(index);
      return index !== -1;
    },
    areIn(from, to) {
      for (let index = Math.max(from, next); index < to; index += 1) {
        if (!ahead.has(index)) return false;
      }
      return true;
    },
    left: (from, to) => stimuli.slice(from, to).filter((_, index) => !isAnswered(from + index)),
    firstLeft: () => next,
  };
};
