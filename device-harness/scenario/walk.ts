import type { Step } from '../../schemas/types/suite.ts';
import { noteDone, unitsAround } from './attempts.ts';
import type { Context } from './context.ts';
import {
  askedBy,
  extentOf,
  type Group,
  isGroup,
  isRepeat,
  type Leaf,
  type Repeat,
} from './extent.ts';
import type { Position } from './position.ts';
import { nameOf, runStep } from './run-steps.ts';
import type { Standing } from './standing.ts';

/** How steps ended: all done, or at one that takes the power away and so ends the link. */
export type WalkEnd = 'done' | 'power-cycle';

/** Where a walk through the steps of a scenario is: the next leaf and the next stimulus. */
export interface Walk {
  readonly context: Omit<Context, 'remaining'>;
  readonly standing: Standing;
  readonly attempts: Position['attempts'];
  leaf: number;
  stimulus: number;
}

/** Passes over steps that were done and all of whose stimuli are answered; false where they are not. */
const passOver = (walk: Walk, steps: readonly Step[]): boolean => {
  const { standing } = walk;
  const all = extentOf(steps, standing.stimuli.length - walk.stimulus);
  const end = walk.stimulus + all.stimuli;
  if (walk.leaf + all.leaves > standing.done || !standing.answers.areIn(walk.stimulus, end)) {
    return false;
  }
  walk.leaf += all.leaves;
  walk.stimulus = end;
  return true;
};

const runGroup = async (walk: Walk, group: Group): Promise<WalkEnd> => {
  const { leaf, attempts, standing, context } = walk;
  const end = passOver(walk, group.steps) ? 'done' : await runSteps(walk, group.steps);
  const unit = unitsAround(standing, leaf).find(({ step }) => step === group);
  if (unit && end === 'done') noteDone(attempts, unit, context.journal);
  return end;
};

const runRepeat = async (walk: Walk, { repeat, steps }: Repeat): Promise<WalkEnd> => {
  for (let turn = 0; turn < repeat; turn += 1) {
    if (passOver(walk, steps)) continue;
    const end = await runSteps(walk, steps);
    if (end !== 'done') return end;
  }
  return 'done';
};

type Acting = Exclude<Leaf, 'power-cycle'>;

/** The step as it asks for `count` stimuli. */
const askingFor = (step: Acting, count: number): Acting => {
  if (typeof step === 'string') return step;
  if ('measure' in step) return { ...step, measure: { ...step.measure, windows: count } };
  return 'infer' in step ? { ...step, infer: count } : step;
};

/** A leaf as it still has to be run; undefined where all it asks for is there already. */
const whatIsLeft = (
  { standing, leaf, stimulus }: Walk,
  step: Acting,
): { readonly step: Acting; readonly remaining: Context['remaining'] } | undefined => {
  const { stimuli, answers, before, unasked } = standing;
  const asked = askedBy(step);
  if (asked !== undefined) {
    const all = stimuli.slice(stimulus);
    const count = asked === 'all' ? all.length : asked;
    // Too few, or none: the step itself says so.
    if (count === 0 || count > all.length) return { step, remaining: all };
    const remaining = answers.left(stimulus, stimulus + count);
    return remaining.length === 0
      ? undefined
      : { step: askingFor(step, remaining.length), remaining };
  }
  if (typeof step === 'string' || !('listen' in step) || !('count' in step.listen)) {
    return { step, remaining: [] };
  }
  const count = step.listen.count - (unasked - (before.get(leaf) ?? unasked));
  return count <= 0 ? undefined : { step: { listen: { ...step.listen, count } }, remaining: [] };
};

const isListening = (step: Leaf): boolean => typeof step !== 'string' && 'listen' in step;

/** Runs a leaf, unless it lies before where the walk was told to begin. */
const runLeaf = async (walk: Walk, step: Leaf): Promise<WalkEnd> => {
  const { standing, context } = walk;
  const { leaf } = walk;
  const own = extentOf([step], standing.stimuli.length - walk.stimulus);
  if (leaf >= standing.from) {
    const { scenario, journal, link } = context;
    const about = { scenario, step: nameOf(step) };
    const data = { leaf };
    const started = isListening(step) ? { ...data, unasked: standing.unasked } : data;
    journal({ kind: 'step-started', ...about, time_us: link.now_us(), data: started });
    try {
      const left = step === 'power-cycle' ? undefined : whatIsLeft(walk, step);
      if (left) await runStep({ ...context, remaining: left.remaining }, left.step);
    } catch (error) {
      const outcome = 'fault';
      journal({ kind: 'step-finished', ...about, time_us: link.now_us(), outcome, data });
      throw error;
    }
    journal({ kind: 'step-finished', ...about, time_us: link.now_us(), outcome: 'done', data });
  }
  const isPower = step === 'power-cycle' && leaf >= standing.from;
  walk.leaf = leaf + 1;
  walk.stimulus += own.stimuli;
  return isPower ? 'power-cycle' : 'done';
};

/** Runs steps that hold others, journaled as they start and end. */
const runHolder = async (walk: Walk, step: Group | Repeat): Promise<WalkEnd> => {
  const { scenario, journal, link } = walk.context;
  const about = { scenario, step: nameOf(step) };
  journal({ kind: 'step-started', ...about, time_us: link.now_us() });
  try {
    const end = await (isGroup(step) ? runGroup(walk, step) : runRepeat(walk, step));
    if (end === 'done') {
      journal({ kind: 'step-finished', ...about, time_us: link.now_us(), outcome: 'done' });
    }
    return end;
  } catch (error) {
    journal({ kind: 'step-finished', ...about, time_us: link.now_us(), outcome: 'fault' });
    throw error;
  }
};

/**
 * Runs steps in order, from where the device stands: leaves before the one to begin with are left
 * out, groups and turns of a repeat that are done and answered in full are passed over, and no
 * stimulus that has an answer is put again. A fault ends them.
 */
export const runSteps = async (walk: Walk, steps: readonly Step[]): Promise<WalkEnd> => {
  for (const step of steps) {
    const end = await (isGroup(step) || isRepeat(step)
      ? runHolder(walk, step)
      : runLeaf(walk, step));
    if (end !== 'done') return end;
  }
  return 'done';
};
