import type { Question } from './question.ts';

/** Different samples behind so many events of each of so many clusters. */
export type Different = (clusters: number, each: number) => number;

/** Whether the plan shows the same samples more than once, so that more events may prove no more. */
export const isShared = ({ planned }: Question): boolean => {
  const { events, distinct } = planned.scarcest ?? planned;
  return events !== null && distinct < events;
};

/**
 * How many different samples a pilot of another size would show, of the scarcest condition, if it
 * shared them as the plan does: more devices are shown the same ones, more sessions others.
 */
export const differentSamples = (question: Question): Different => {
  const { plan, planned } = question;
  const { events, distinct } = planned.scarcest ?? planned;
  if (!isShared(question) || events === null) return () => Infinity;
  const share = distinct / events;
  return plan.claim === 'fleet'
    ? (_, each) => each * planned.clusters * share
    : (clusters, each) => clusters * each * share;
};
