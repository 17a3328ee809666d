import type { AcceptanceRecord } from '../../schemas/types/record.ts';
import { count, percent } from './format.ts';

const ordinals = ['FIRST', 'SECOND', 'THIRD', 'FOURTH', 'FIFTH'] as const;

const undeclared = ({ decision }: AcceptanceRecord): boolean => decision.undeclared_look === true;

const lookMark = ({ looks }: AcceptanceRecord): string => {
  const taken = looks?.taken ?? 0;
  const which = ordinals[taken - 1];
  if (taken < 2) return 'FURTHER LOOK, NOT DECLARED';
  return which === undefined ? `LOOK ${count(taken)}, NOT DECLARED` : `${which} LOOK, NOT DECLARED`;
};

/** What a reader must see beside the decision, however short of time. */
export const marksOf = (record: AcceptanceRecord): string[] => [
  ...(record.amended ? ['AMENDED'] : []),
  ...(undeclared(record) ? [lookMark(record)] : []),
];

/** How often the question was looked at and what that does to the confidence. */
export const looksOf = (record: AcceptanceRecord): string | null => {
  const { looks, scope } = record;
  const wrong = percent(1 - scope.confidence, 0);
  if (undeclared(record)) {
    const plan = looks ? `; the suite declares ${count(looks.declared)}` : '';
    return `Look ${looks ? count(looks.taken) : 'of many'} at this question${plan}. Looking again until it fits passes wrongly more often than the stated ${wrong}.`;
  }
  if (!looks || looks.declared <= 1) return null;
  return `Look ${count(looks.taken)} of ${count(looks.declared)} declared, each at ${percent(looks.confidence)} confidence, so that all of them together pass wrongly at most ${wrong} of the time.`;
};
