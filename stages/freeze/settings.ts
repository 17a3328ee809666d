import { PilotError } from '../../documents/pilot-error.ts';
import type { Located } from '../../documents/yaml-document.ts';
import type { Plan } from '../../schemas/types/plan.ts';
import type { Suite } from '../../schemas/types/suite.ts';

/** Settings that bear on every verdict, with their defaults. */
export type Settings = Pick<
  Plan,
  | 'claim'
  | 'accept'
  | 'confidence'
  | 'icc_floor'
  | 'allow_rejected'
  | 'negative_class'
  | 'at_least'
  | 'labels'
  | 'confidence_threshold'
  | 'looks'
  | 'flaky'
>;

const confidenceOf = (suite: Located<Suite>): number => {
  const percent = Number.parseFloat(suite.value.confidence ?? '95 %');
  if (percent > 50 && percent < 100) return percent / 100;
  throw new PilotError({
    code: 'CONFIDENCE_RANGE',
    message: `A confidence of ${percent} % proves nothing or cannot be reached`,
    hint: 'Use a value between 50 % and 100 %, such as 95 %.',
    where: suite.at(['confidence']),
  });
};

/** Reads the settings of a suite. Throws CONFIDENCE_RANGE. */
export const settingsOf = (suite: Located<Suite>): Settings => ({
  claim: suite.value.claim ?? 'fleet',
  accept: suite.value.accept ?? 'hardware',
  confidence: confidenceOf(suite),
  icc_floor: suite.value['icc-floor'] ?? 0.05,
  allow_rejected: Number.parseFloat(suite.value['allow-rejected'] ?? '0 %') / 100,
  negative_class: suite.value['negative-class'] ?? 'normal',
  at_least: suite.value.devices?.['at-least'] ?? 1,
  ...(suite.value.labels !== undefined && { labels: suite.value.labels }),
  ...(suite.value['confidence-threshold'] !== undefined && {
    confidence_threshold: suite.value['confidence-threshold'],
  }),
  ...(suite.value.looks !== undefined && { looks: suite.value.looks }),
  ...(suite.value.flaky !== undefined && { flaky: suite.value.flaky }),
});
