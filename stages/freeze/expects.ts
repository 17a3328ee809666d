import { tryExpect } from '../../device-harness/index.ts';
import { PilotError } from '../../documents/pilot-error.ts';
import type { Located } from '../../documents/yaml-document.ts';
import type { Step, Suite } from '../../schemas/types/suite.ts';

type Path = readonly (string | number)[];

const checkSteps = (suite: Located<Suite>, steps: readonly Step[], path: Path): void => {
  for (const [number, step] of steps.entries()) {
    if (typeof step === 'string') continue;
    const here = [...path, number];
    if ('repeat' in step || 'group' in step) checkSteps(suite, step.steps, [...here, 'steps']);
    if (!('expect' in step) || step.expect === undefined) continue;
    try {
      tryExpect(step.expect);
    } catch (cause) {
      if (!(cause instanceof PilotError)) throw cause;
      const { code, message, hint } = cause;
      throw new PilotError({ code, message, hint, where: suite.at([...here, 'expect']), cause });
    }
  }
};

/** Tries every `expect` of a suite before any device waits for it. Throws EXPECT_SYNTAX, EXPECT_RUNAWAY. */
export const checkExpects = (suite: Located<Suite>): void => {
  for (const [id, { steps }] of Object.entries(suite.value.scenarios ?? {})) {
    checkSteps(suite, steps, ['scenarios', id, 'steps']);
  }
};
