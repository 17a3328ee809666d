import { PilotError, type Place } from '../../documents/pilot-error.ts';
import type { Plan } from '../../schemas/types/plan.ts';
import type { Step } from '../../schemas/types/suite.ts';
import type { Stimulus } from '../../schemas/types/stimulus.ts';
import { createRoll } from '../../acceptance/index.ts';
import { quantityIn } from '../../documents/units.ts';
import { usualLength, usualWindows } from '../../device-harness/index.ts';
import { countDistinct, countSamples } from './sample-counts.ts';

interface Walk {
  readonly stimuli: readonly Stimulus[];
  next: number;
  afterWake: boolean;
  cold: number;
  sessions: number;
  steps: number;
  /** For an answer to a step that names no other. */
  readonly deadline_s: number;
  /** Seconds asleep or waiting, and those that steps may take in addition. */
  still_s: number;
  busy_s: number;
  readonly taken: Stimulus[];
  /** Inferences a device is to give unasked. */
  heard: number;
}

type MeasureStep = Extract<Step, { measure: unknown }>;
type ListenStep = Extract<Step, { listen: unknown }>;

type Path = readonly (string | number)[];

/** Where the value at a path of keys stands in the suite. */
type Locate = (path: Path) => Place;

/** More than any bench does in a year; a bound on what a few nested repeats can ask for. */
const mostSteps = 1_000_000;

const countStep = (walk: Walk, where: () => Place): void => {
  walk.steps += 1;
  if (walk.steps <= mostSteps) return;
  throw new PilotError({
    code: 'STEPS_TOO_MANY',
    message: `The repeats multiply to more than ${mostSteps} steps a device`,
    hint: 'Repeat fewer times.',
    where: where(),
  });
};

const need = (walk: Walk, count: number, where: () => Place): void => {
  if (count > 0 && walk.next + count <= walk.stimuli.length) return;
  throw new PilotError({
    code: 'STIMULI_TOO_FEW',
    message: `The steps ask for more stimuli than there are (${walk.stimuli.length} for this device)`,
    hint: 'Repeat fewer times, or raise samples-per-device.',
    where: where(),
  });
};

const take = (walk: Walk, count: number, where: () => Place): void => {
  need(walk, count, where);
  for (const stimulus of walk.stimuli.slice(walk.next, walk.next + count)) {
    walk.taken.push(stimulus);
    if (walk.afterWake) walk.cold += 1;
    walk.afterWake = false;
  }
  walk.next += count;
};

/** Reads a time of a step; a wrong unit is reported at the step. */
const secondsIn = (text: string, where: () => Place): number => {
  try {
    return quantityIn(text, 's');
  } catch (cause) {
    if (!(cause instanceof PilotError)) throw cause;
    const { code, message, hint } = cause;
    throw new PilotError({ code, message, hint, where: where(), cause });
  }
};

/** Adds the time a step takes at least, and that it may take in addition before its deadline. */
const addTime = (walk: Walk, step: Step, answers: number, where: () => Place): void => {
  const named = typeof step === 'string' || !('within' in step) ? undefined : step.within;
  const allowed_s = named === undefined ? walk.deadline_s : secondsIn(named, where);
  walk.busy_s += allowed_s * Math.max(1, answers);
  if (typeof step === 'string') return;
  if ('sleep' in step) walk.still_s += secondsIn(step.sleep, where);
  if ('wait' in step) walk.still_s += secondsIn(step.wait, where);
  if ('offline' in step) walk.still_s += secondsIn(step.offline, where);
};

/** What a device says unasked has no stimulus; how many inferences it gives is known where stated. */
const hear = (walk: Walk, { listen }: ListenStep, where: () => Place): void => {
  if ('for' in listen) {
    walk.still_s += secondsIn(listen.for, where);
    return;
  }
  walk.heard += listen.count;
  if (walk.afterWake) walk.cold += 1;
  walk.afterWake = false;
  walk.busy_s += listen.within === undefined ? walk.deadline_s : secondsIn(listen.within, where);
};

/** Timed windows use up a stimulus each, and their inferences are not counted one by one. */
const timed = (walk: Walk, { measure, within }: MeasureStep, where: () => Place): void => {
  const { windows = usualWindows, 'at-least': length = usualLength } = measure;
  need(walk, windows, where);
  walk.next += windows;
  walk.afterWake = false;
  const length_s = secondsIn(length, where);
  const allowed_s =
    within === undefined ? 3 * length_s + walk.deadline_s : secondsIn(within, where);
  walk.still_s += windows * length_s;
  walk.busy_s += windows * Math.max(0, allowed_s - length_s);
};

/** Whether a step begins a session. */
const starts = (step: Step): boolean =>
  typeof step === 'string'
    ? step === 'reset' || step === 'power-cycle'
    : 'reset' in step || ('inject' in step && step['expect-state'] === 'restarted');

const run = (steps: readonly Step[], walk: Walk, path: Path, at: Locate): void => {
  for (const [number, step] of steps.entries()) {
    const here = [...path, number];
    const where = (): Place => at(here);
    countStep(walk, where);
    if (typeof step !== 'string' && 'group' in step) {
      run(step.steps, walk, [...here, 'steps'], at);
      continue;
    }
    if (typeof step !== 'string' && 'repeat' in step) {
      for (let index = 0; index < step.repeat; index += 1)
        run(step.steps, walk, [...here, 'steps'], at);
      continue;
    }
    if (typeof step !== 'string' && 'listen' in step) {
      hear(walk, step, where);
      continue;
    }
    if (typeof step !== 'string' && 'measure' in step) {
      timed(walk, step, where);
      continue;
    }
    const before = walk.next;
    if (step === 'infer') take(walk, walk.stimuli.length - walk.next, where);
    else if (starts(step)) {
      walk.sessions += 1;
      walk.afterWake = true;
    } else if (typeof step !== 'string' && 'sleep' in step) walk.afterWake = true;
    else if (typeof step !== 'string' && 'infer' in step) take(walk, step.infer, where);
    addTime(walk, step, walk.next - before, where);
  }
};

/** What frames a scenario: how long an answer may take, and the samples of scenarios before it. */
export interface Frame {
  readonly deadline: string;
  readonly seen: Set<string>;
  /** Ways to slice that criteria ask for. */
  readonly slicings: readonly string[];
}

/**
 * How many inferences a scenario will make, before any device is touched: in all, cold ones, by tag
 * and by true class, how many different samples they show and how much device time they cover.
 * Throws STIMULI_TOO_FEW, STEPS_TOO_MANY.
 */
export const scenarioSize = (
  id: string,
  steps: readonly Step[],
  byDevice: ReadonlyMap<string, readonly Stimulus[]>,
  at: Locate,
  { deadline, seen, slicings }: Frame,
): Plan['scenarios'][number] => {
  const deadline_s = quantityIn(deadline, 's');
  const taken: Stimulus[] = [];
  const roll = createRoll();
  let [cold, sessions, heard, still_s, busy_s] = [0, 0, 0, 0, 0];
  for (const [device, stimuli] of byDevice) {
    const counters = { next: 0, cold: 0, sessions: 0, heard: 0, steps: 0, still_s: 0, busy_s: 0 };
    const walk: Walk = { stimuli, afterWake: true, taken: [], deadline_s, ...counters };
    run(steps, walk, ['scenarios', id, 'steps'], at);
    cold += walk.cold;
    sessions += Math.max(1, walk.sessions);
    heard += walk.heard;
    still_s += walk.still_s;
    busy_s += walk.busy_s;
    for (const stimulus of walk.taken) {
      taken.push(stimulus);
      roll.add(device, stimulus.sample, stimulus.truth);
    }
  }
  const samples = [...byDevice.values()].reduce((sum, stimuli) => sum + stimuli.length, 0);
  const hours = { least: still_s / 3600, most: (still_s + busy_s) / 3600 };
  const distinct = countDistinct(taken, seen, slicings);
  const counts = countSamples(taken, slicings);
  const inferences = taken.length + heard;
  const listed = { id, samples, inferences, cold, sessions, roll: roll.digest() };
  return { ...listed, ...counts, distinct, hours };
};
