import type { Feasibility } from '../../schemas/types/requirements.ts';
import type { Question } from './question.ts';

/** What is known of a criterion beside whether it is provable. */
export type Known = Partial<Omit<Feasibility, 'criterion' | 'provable'>>;

const unknown = ({
  criterion: { id },
  planned: { events },
}: Question): Omit<Feasibility, 'provable' | 'sentence'> => ({
  criterion: id,
  events,
  eventsNeeded: null,
  clustersNeeded: null,
  best: null,
});

/** A criterion that no outcome can make pass, why and, of a condition, where; the rest as known. */
export const impossible = (
  question: Question,
  why: string,
  known: Known = {},
  where: string = '',
): Feasibility => ({
  ...unknown(question),
  provable: false,
  sentence: `${question.criterion.id} cannot be proven${where}: ${why}.`,
  ...known,
});

/** A criterion that a good outcome makes pass, and under which condition. */
export const possible = (question: Question, how: string, known: Known = {}): Feasibility => ({
  ...unknown(question),
  provable: true,
  sentence: `${question.criterion.id} can be proven ${how}.`,
  ...known,
});
