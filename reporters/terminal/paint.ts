import type { Verdict } from '../../schemas/types/report-model.ts';

type Colour = Verdict | 'go' | 'rehearsal' | 'stop' | 'open' | 'faint';

/** Dresses a text in a colour, or leaves it as it is. */
export type Paint = (colour: Colour, text: string) => string;

/** Beside the word, so that a verdict is found at a glance without any colour. */
export const verdictShapes: Readonly<Record<Verdict, string>> = {
  pass: '✔',
  fail: '✘',
  inconclusive: '◆',
  error: '▲',
};

const codes: Readonly<Record<Colour, string>> = {
  pass: '32',
  fail: '31',
  inconclusive: '33',
  error: '35',
  go: '1;32',
  rehearsal: '1;36',
  stop: '1;31',
  open: '1;33',
  faint: '2',
};

export const coloured: Paint = (colour, text) => `\u001b[${codes[colour]}m${text}\u001b[0m`;
export const uncoloured: Paint = (_colour, text) => text;
