import { fault } from '../fault.ts';
import { quantityIn } from '../../documents/units.ts';
import type { Step } from '../../schemas/types/suite.ts';
import type { Context } from './context.ts';
import { infer } from './infer.ts';
import { reset } from './reset.ts';
import { sendExpect } from './send-expect.ts';
import { sleep } from './sleep.ts';
import { wait } from './wait.ts';

/** A step as a reader of the journal names it. */
export const nameOf = (step: Step): string => {
  if (typeof step === 'string') return step;
  const [verb, value] = Object.entries(step)[0] ?? ['step', ''];
  return value === true ? verb : `${verb} ${String(value)}`;
};

const microseconds = (duration: string): number => Math.round(quantityIn(duration, 'us'));

const runStep = async (context: Context, step: Step): Promise<void> => {
  const { deadline_us } = context;
  if (step === 'reset') return reset(context, deadline_us);
  if (step === 'infer') return infer(context, 'all', deadline_us);
  if (step === 'power-cycle') throw fault('UNSUPPORTED', 'the device has no power hook');
  if ('group' in step) return runSteps(context, step.steps);
  if ('repeat' in step) {
    for (let turn = 0; turn < step.repeat; turn += 1) await runSteps(context, step.steps);
    return undefined;
  }
  if ('wait' in step) return wait(context, microseconds(step.wait));
  const within_us = step.within === undefined ? deadline_us : microseconds(step.within);
  if ('reset' in step) return reset(context, within_us);
  if ('infer' in step) return infer(context, step.infer, within_us);
  if ('sleep' in step) return sleep(context, microseconds(step.sleep), within_us);
  return sendExpect(context, step, within_us);
};

/** Runs steps in order; each is journaled as it starts and ends. A fault ends them. */
export const runSteps = async (context: Context, steps: readonly Step[]): Promise<void> => {
  const { journal, link, scenario } = context;
  for (const step of steps) {
    const about = { scenario, step: nameOf(step) };
    journal({ kind: 'step-started', ...about, time_us: link.now_us() });
    try {
      await runStep(context, step);
    } catch (error) {
      journal({ kind: 'step-finished', ...about, time_us: link.now_us(), outcome: 'fault' });
      throw error;
    }
    journal({ kind: 'step-finished', ...about, time_us: link.now_us(), outcome: 'done' });
  }
};
