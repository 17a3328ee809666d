import type { Verdict } from '../../schemas/types/report-model.ts';
import { count } from './format.ts';
import { verdictWord } from './words.ts';

const kinds: readonly Verdict[] = ['fail', 'error', 'inconclusive', 'pass'];

/** `1 fail, 13 pass`, worst first; `none` of nothing. */
export const tallyOf = (outcomes: readonly Verdict[]): string =>
  kinds
    .map((kind) => [kind, outcomes.filter((outcome) => outcome === kind).length] as const)
    .filter(([, n]) => n > 0)
    .map(([kind, n]) => `${count(n)} ${verdictWord[kind].toLowerCase()}`)
    .join(', ') || 'none';
