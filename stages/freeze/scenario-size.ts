import { PilotError, type Place } from '../../documents/pilot-error.ts';
import type { Plan } from '../../schemas/types/plan.ts';
import type { Step } from '../../schemas/types/suite.ts';
import type { Stimulus } from '../../schemas/types/stimulus.ts';

interface Walk {
  readonly stimuli: readonly Stimulus[];
  next: number;
  afterWake: boolean;
  cold: number;
  steps: number;
  readonly taken: Stimulus[];
}

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

const take = (walk: Walk, count: number, where: () => Place): void => {
  if (count === 0 || walk.next + count > walk.stimuli.length) {
    throw new PilotError({
      code: 'STIMULI_TOO_FEW',
      message: `The steps ask for more stimuli than there are (${walk.stimuli.length} for this device)`,
      hint: 'Repeat fewer times, or raise samples-per-device.',
      where: where(),
    });
  }
  for (const stimulus of walk.stimuli.slice(walk.next, walk.next + count)) {
    walk.taken.push(stimulus);
    if (walk.afterWake) walk.cold += 1;
    walk.afterWake = false;
  }
  walk.next += count;
};

const run = (steps: readonly Step[], walk: Walk, path: Path, at: Locate): void => {
  for (const [number, step] of steps.entries()) {
    const here = [...path, number];
    countStep(walk, () => at(here));
    if (step === 'infer') take(walk, walk.stimuli.length - walk.next, () => at(here));
    else if (step === 'reset' || 'reset' in step || 'sleep' in step) walk.afterWake = true;
    else if ('infer' in step) take(walk, step.infer, () => at(here));
    else if ('repeat' in step) {
      for (let index = 0; index < step.repeat; index += 1)
        run(step.steps, walk, [...here, 'steps'], at);
    }
  }
};

const count = (into: Record<string, number>, key: string): void => {
  into[key] = (into[key] ?? 0) + 1;
};

/**
 * How many inferences a scenario will make, before any device is touched: in all, cold ones,
 * by tag and by true class. Throws STIMULI_TOO_FEW, STEPS_TOO_MANY.
 */
export const scenarioSize = (
  id: string,
  steps: readonly Step[],
  perDevice: readonly (readonly Stimulus[])[],
  at: Locate,
): Plan['scenarios'][number] => {
  const slices: Record<string, number> = {};
  const truths: Record<string, number> = {};
  let cold = 0;
  let inferences = 0;
  for (const stimuli of perDevice) {
    const walk: Walk = { stimuli, next: 0, afterWake: true, cold: 0, steps: 0, taken: [] };
    run(steps, walk, ['scenarios', id, 'steps'], at);
    cold += walk.cold;
    inferences += walk.taken.length;
    for (const { truth, tags } of walk.taken) {
      if (truth !== undefined) count(truths, truth);
      for (const [tag, value] of Object.entries(tags ?? {})) count(slices, `${tag}=${value}`);
    }
  }
  const samples = perDevice.reduce((sum, stimuli) => sum + stimuli.length, 0);
  return { id, samples, inferences, cold, slices, truths };
};
