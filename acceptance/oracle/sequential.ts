import { confidenceSequence } from '../statistics/confidence-sequence.ts';
import { probabilityRatio, type ProbabilityRatioState } from '../statistics/probability-ratio.ts';
import type { Method } from './case.ts';

/** Looks after every event until one decides. */
const eventByEvent: Method = ({ failures }, { pBad, pGood, alpha, beta }) => {
  const list: number[] = failures;
  let failed = 0;
  let state: ProbabilityRatioState = probabilityRatio(0, 0, { pBad, pGood, alpha, beta });
  let decidedAt: number | null = null;
  for (const [i, failure] of list.entries()) {
    failed += failure;
    state = probabilityRatio(failed, i + 1, { pBad, pGood, alpha, beta });
    if (state.decision !== 'CONTINUE') {
      decidedAt = i + 1;
      break;
    }
  }
  const { passesAt, failsAt, decision, logRatio } = state;
  return { upperLog: passesAt, lowerLog: failsAt, decision, decidedAt, llr: logRatio };
};

/** Bounds and tests that hold at every look. */
export const sequential: Readonly<Record<string, Method>> = {
  sprt_bernoulli: eventByEvent,
  confidence_sequence_bernoulli: ({ successes, n }, { alpha, priorA, priorB }) => ({
    ...confidenceSequence(successes, n, alpha, { a: priorA, b: priorB }),
  }),
};
