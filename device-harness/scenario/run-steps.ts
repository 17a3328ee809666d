import { quantityIn } from '../../documents/units.ts';
import type { Step } from '../../schemas/types/suite.ts';
import { calibrate } from './calibrate.ts';
import type { Context } from './context.ts';
import type { Leaf } from './extent.ts';
import { infer } from './infer.ts';
import { listen } from './listen.ts';
import { offline } from './offline.ts';
import { provoke } from './provoke.ts';
import { measure } from './measure.ts';
import { reset } from './reset.ts';
import { sendExpect } from './send-expect.ts';
import { sleep } from './sleep.ts';
import { wait } from './wait.ts';

/** A step as a reader of the journal names it. */
export const nameOf = (step: Step): string => {
  if (typeof step === 'string') return step;
  const [verb, value] = Object.entries(step)[0] ?? ['step', ''];
  if (value === true) return verb;
  if (typeof value !== 'object') return `${verb} ${String(value)}`;
  return [verb, ...Object.entries(value as object).flat()].join(' ');
};

const microseconds = (duration: string): number => Math.round(quantityIn(duration, 'us'));

/** Runs a step that holds no others. */
export const runStep = async (
  context: Context,
  step: Exclude<Leaf, 'power-cycle'>,
): Promise<void> => {
  const { deadline_us } = context;
  if (step === 'reset') return reset(context, deadline_us);
  if (step === 'infer') return infer(context, 'all', deadline_us);
  if ('wait' in step) return wait(context, microseconds(step.wait));
  if ('listen' in step) {
    const { listen: asked } = step;
    if ('for' in asked) return listen(context, { within_us: microseconds(asked.for) });
    const within_us = asked.within === undefined ? deadline_us : microseconds(asked.within);
    return listen(context, { count: asked.count, within_us });
  }
  if ('measure' in step) return measure(context, step);
  const within_us = step.within === undefined ? deadline_us : microseconds(step.within);
  if ('reset' in step) return reset(context, within_us);
  if ('infer' in step) return infer(context, step.infer, within_us);
  if ('sleep' in step) return sleep(context, microseconds(step.sleep), within_us);
  if ('calibrate' in step) return calibrate(context, within_us);
  if ('offline' in step) return offline(context, microseconds(step.offline), within_us);
  if ('inject' in step) {
    const { inject, 'expect-state': state } = step;
    return provoke(context, { verb: 'inject', fault: inject, state }, within_us);
  }
  if ('clear' in step) {
    const { clear, 'expect-state': state } = step;
    return provoke(context, { verb: 'clear', fault: clear, state }, within_us);
  }
  return sendExpect(context, step, within_us);
};
