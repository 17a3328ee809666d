import type { Step } from '../../schemas/types/suite.ts';
import { usualWindows } from './measure.ts';

export type Group = Extract<Step, { group: string }>;
export type Repeat = Extract<Step, { repeat: number }>;
/** A step that holds no others. */
export type Leaf = Exclude<Step, Group | Repeat>;

export const isGroup = (step: Step): step is Group => typeof step !== 'string' && 'group' in step;
export const isRepeat = (step: Step): step is Repeat =>
  typeof step !== 'string' && 'repeat' in step;

/**
 * How far steps go: leaves are steps that hold no others, counted as often as they are run; stimuli
 * are those they put to a device.
 */
export interface Extent {
  readonly leaves: number;
  readonly stimuli: number;
}

/** How many stimuli one leaf asks for; undefined where it asks for none. */
export const askedBy = (step: Step): number | 'all' | undefined => {
  if (step === 'infer') return 'all';
  if (typeof step === 'string') return undefined;
  if ('measure' in step) return step.measure.windows ?? usualWindows;
  return 'infer' in step ? step.infer : undefined;
};

const extentOfStep = (step: Step, left: number): Extent => {
  if (isGroup(step)) return extentOf(step.steps, left);
  if (isRepeat(step)) {
    const turn = extentOf(step.steps, left);
    const stimuli = Math.min(left, turn.stimuli * step.repeat);
    return { leaves: turn.leaves * step.repeat, stimuli };
  }
  const asked = askedBy(step) ?? 0;
  return { leaves: 1, stimuli: asked === 'all' ? left : Math.min(left, asked) };
};

/** The extent of steps that find `left` stimuli. */
export const extentOf = (steps: readonly Step[], left: number): Extent => {
  let [leaves, stimuli] = [0, 0];
  for (const step of steps) {
    const own = extentOfStep(step, left - stimuli);
    leaves += own.leaves;
    stimuli += own.stimuli;
  }
  return { leaves, stimuli };
};

/** A group on the way to a leaf. */
export interface GroupAt {
  readonly step: Group;
  /** Which one it is: indices of steps, with the turn of a repeat, such as `/1.30/0`. */
  readonly path: string;
  /** Its first leaf. */
  readonly from: number;
}

/** A leaf by its ordinal: what it is, the first stimulus that is its own, and the groups around it. */
export interface LeafAt {
  readonly step: Leaf;
  readonly stimulus: number;
  /** Outermost first. */
  readonly groups: readonly GroupAt[];
}

interface Start extends Extent {
  readonly path: string;
  readonly groups: readonly GroupAt[];
}

const find = (
  steps: readonly Step[],
  leaf: number,
  count: number,
  start: Start,
): LeafAt | undefined => {
  let { leaves: from, stimuli: stimulus } = start;
  for (const [index, step] of steps.entries()) {
    const own = extentOfStep(step, count - stimulus);
    if (leaf >= from + own.leaves) {
      from += own.leaves;
      stimulus += own.stimuli;
      continue;
    }
    const { groups } = start;
    const path = `${start.path}/${index}`;
    if (isGroup(step)) {
      const inside = [...groups, { step, path, from }];
      return find(step.steps, leaf, count, {
        leaves: from,
        stimuli: stimulus,
        path,
        groups: inside,
      });
    }
    if (!isRepeat(step)) return { step, stimulus, groups };
    const turn = Math.floor(((leaf - from) * step.repeat) / own.leaves);
    const each = extentOf(step.steps, count - stimulus);
    return find(step.steps, leaf, count, {
      leaves: from + turn * each.leaves,
      stimuli: Math.min(count, stimulus + turn * each.stimuli),
      path: `${path}.${turn}`,
      groups,
    });
  }
  return undefined;
};

/** The leaf of an ordinal in steps that find `count` stimuli; undefined behind the last one. */
export const leafAt = (steps: readonly Step[], leaf: number, count: number): LeafAt | undefined =>
  find(steps, leaf, count, { leaves: 0, stimuli: 0, path: '', groups: [] });
