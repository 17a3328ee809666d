import { quantityIn } from '../../documents/units.ts';
import type { Stimulus } from '../../schemas/types/stimulus.ts';
import type { Step } from '../../schemas/types/suite.ts';
import { fault } from '../fault.ts';
import type { Heard, Window } from '../protocols/protocol.ts';
import { answerOf, type Context, verbOf } from './context.ts';

/** The step as a suite writes it. */
export type Measure = Extract<Step, { measure: unknown }>;

interface Count {
  readonly iterations: number;
  readonly warmups: number;
}

/** What a step means where it does not say. */
export const usualWindows = 5;
export const usualLength = '10 s';
const usualWarmups = 10;

/** A trial of this share of a window tells how long an inference takes. */
const trialShare = 0.1;
const mostIterations = 100_000_000;
/** An inference may take a little less time later than in the trial. */
const margin = 1.05;

const microseconds = (duration: string): number => Math.round(quantityIn(duration, 'us'));

const windowOf = async (
  context: Context,
  stimulus: Stimulus,
  count: Count,
  within_us: number,
): Promise<Heard<Window>> => {
  const { link, protocol } = context;
  const deadline_us = link.now_us() + within_us;
  const messages = verbOf(protocol, 'measure')(link, stimulus, count, deadline_us);
  const heard = await answerOf(context, messages, 'window');
  const { sample } = heard.message;
  if (sample === stimulus.sample) return heard;
  throw fault('PROTOCOL', `it answered for "${sample}" when asked "${stimulus.sample}"`);
};

/** Inferences that a window of `atLeast_us` takes, found by trying; the trials are no windows. */
const tryIterations = async (
  context: Context,
  stimulus: Stimulus,
  atLeast_us: number,
  within_us: number,
): Promise<number> => {
  const { journal, scenario } = context;
  for (let iterations = 1; ; iterations *= 10) {
    const count = { iterations, warmups: 0 };
    const { message } = await windowOf(context, stimulus, count, within_us);
    const { elapsed_us } = message;
    if (elapsed_us < atLeast_us * trialShare && iterations < mostIterations) continue;
    if (elapsed_us === 0)
      throw fault('PROTOCOL', `its clock stood still for ${iterations} inferences`);
    const found = Math.ceil((atLeast_us * margin * iterations) / elapsed_us);
    journal({
      kind: 'note',
      scenario,
      message: `a trial of ${iterations} inferences took ${elapsed_us} us, so a window has ${found}`,
      data: { iterations, elapsed_us, chosen: found },
    });
    return found;
  }
};

const record = (
  { session }: Context,
  stimulus: Stimulus,
  { message, line }: Heard<Window>,
): void => {
  const { type: _, scores, extra, ...told } = message;
  session.emit(line.time_us, {
    kind: 'window',
    ...(stimulus.tags && { tags: { ...stimulus.tags } }),
    ...(stimulus.truth !== undefined && { truth: stimulus.truth }),
    ...told,
    ...(scores && { scores: [...scores] }),
    ...extra,
  });
};

/**
 * Times windows, each of the next stimulus, and writes every one down as it is: one that is too
 * short is for the criterion to fail. The deadline is each window's, with the loading of its
 * stimulus. Throws STIMULUS where fewer stimuli are left than windows are asked for.
 */
export const measure = async (context: Context, step: Measure): Promise<void> => {
  const { remaining, deadline_us } = context;
  const { windows = usualWindows, warmups = usualWarmups, iterations } = step.measure;
  if (windows > remaining.length) {
    throw fault(
      'STIMULUS',
      `the scenario asks for ${windows} windows, each of another stimulus, and ${remaining.length} are left`,
    );
  }
  const atLeast_us = microseconds(step.measure['at-least'] ?? usualLength);
  const within_us =
    step.within === undefined ? 3 * atLeast_us + deadline_us : microseconds(step.within);
  const chosen = iterations ?? (await tryIterations(context, remaining[0]!, atLeast_us, within_us));
  for (const stimulus of remaining.splice(0, windows)) {
    const count = { iterations: chosen, warmups };
    record(context, stimulus, await windowOf(context, stimulus, count, within_us));
  }
};
