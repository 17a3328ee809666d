import type { Stimulus } from '../../schemas/types/stimulus.ts';
import type { Retry, Step } from '../../schemas/types/suite.ts';
import { type Answers, createAnswers } from './answers.ts';
import { askedBy, extentOf, type LeafAt, leafAt } from './extent.ts';

export interface Scenario {
  readonly id: string;
  readonly steps: readonly Step[];
  /** How often it may be tried again as a whole. */
  readonly retry?: Retry | undefined;
}

/** How far a device is in one scenario: what is behind it, whatever drove it there. */
export interface Standing {
  readonly scenario: Scenario;
  readonly stimuli: readonly Stimulus[];
  readonly answers: Answers;
  /** Leaves before this one have been done at some time. */
  done: number;
  /** Leaves before this one are not run again. */
  from: number;
  /** Number of its latest session; -1 before the first. */
  session: number;
  inferences: number;
  /** Inferences and windows it gave that are the answer to no stimulus. */
  unasked: number;
  /** How many of these there were when a leaf that takes such was first begun. */
  readonly before: Map<number, number>;
}

export const createStanding = (
  scenario: Scenario,
  stimuli: readonly Stimulus[] = [],
): Standing => ({
  scenario,
  stimuli,
  answers: createAnswers(stimuli),
  done: 0,
  from: 0,
  session: -1,
  inferences: 0,
  unasked: 0,
  before: new Map(),
});

/** Notes the end of a leaf, and of those after it that ask only for what is answered already. */
export const settle = (standing: Standing, leaf: number): void => {
  const { scenario, stimuli, answers } = standing;
  standing.done = Math.max(standing.done, leaf);
  for (;;) {
    const at = leafAt(scenario.steps, standing.done, stimuli.length);
    const asked = at && askedBy(at.step);
    if (at === undefined || asked === undefined) return;
    const to = asked === 'all' ? stimuli.length : at.stimulus + asked;
    if (to === at.stimulus || to > stimuli.length || !answers.areIn(at.stimulus, to)) return;
    standing.done += 1;
  }
};

/** Takes back the end of leaves whose answers are not there after all, such as those never stored. */
export const withdraw = (standing: Standing): void => {
  const { scenario, stimuli, answers } = standing;
  const missing = answers.firstLeft();
  const all = extentOf(scenario.steps, stimuli.length).stimuli;
  const stimulusOf = (leaf: number): number =>
    leafAt(scenario.steps, leaf, stimuli.length)?.stimulus ?? all;
  // The leaf that asks for it is the last one whose stimuli begin there or before.
  let [low, high] = [0, standing.done];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (stimulusOf(middle) <= missing) low = middle;
    else high = middle - 1;
  }
  standing.done = low;
};

/** Where a device stands: the first leaf that is not done, or undefined behind the last. */
export const leafOf = ({ scenario, stimuli, done }: Standing): LeafAt | undefined =>
  leafAt(scenario.steps, done, stimuli.length);

/** Whether all its steps are done and all they ask is answered. */
export const isFinished = ({ scenario, stimuli, answers, done }: Standing): boolean => {
  const all = extentOf(scenario.steps, stimuli.length);
  return done >= all.leaves && answers.areIn(0, all.stimuli);
};
