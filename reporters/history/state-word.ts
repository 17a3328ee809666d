import type { History } from '../../schemas/types/history.ts';

type Run = History['suites'][number]['runs'][number];

const words: Readonly<Record<Run['state'], string>> = {
  judged: 'JUDGED',
  'not-judged': 'NOT JUDGED',
  running: 'RUNNING',
  'cut-short': 'CUT SHORT',
  broken: 'RECORD BROKEN',
  gone: 'FOLDER GONE',
};

/** The verdict of a run, or what it is where it has none: `GO (AMENDED)`, `CUT SHORT`. */
export const stateWord = ({ decision, amended, state }: Run): string =>
  decision === null ? words[state] : `${decision.label}${amended ? ' (AMENDED)' : ''}`;
