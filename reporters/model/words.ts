import type { AcceptanceRecord } from '../../schemas/types/record.ts';
import type { ReportModel, Verdict } from '../../schemas/types/report-model.ts';

export type Origin = AcceptanceRecord['decision']['origin'];

/** The word that stands beside every verdict's shape and colour. */
export const verdictWord: Readonly<Record<Verdict, string>> = {
  pass: 'PASS',
  fail: 'FAIL',
  inconclusive: 'INCONCLUSIVE',
  error: 'ERROR',
};

/** Worst first. */
export const severity: Readonly<Record<Verdict, number>> = {
  fail: 0,
  error: 1,
  inconclusive: 2,
  pass: 3,
};

export const tones: Readonly<
  Record<AcceptanceRecord['decision']['outcome'], ReportModel['decision']['tone']>
> = {
  go: 'go',
  'go-with-conditions': 'rehearsal',
  'rehearsal-go': 'rehearsal',
  'no-go': 'stop',
  'not-enough-evidence': 'open',
  'bench-fault': 'open',
};

export const operators: Readonly<Record<string, string>> = {
  '<=': '≤',
  '<': '<',
  '>=': '≥',
  '>': '>',
};

export const originNote: Readonly<Record<Origin, string>> = {
  hardware: 'measured on hardware',
  emulated: 'computed on an emulated device',
  modelled: 'computed from data-sheet figures',
};

const strength: readonly Origin[] = ['modelled', 'emulated', 'hardware'];

/** The origin that vouches for least of what is shown together; `otherwise` where none is given. */
export const weakestOrigin = (
  origins: readonly (Origin | undefined)[],
  otherwise: Origin,
): Origin => strength.find((origin) => origins.includes(origin)) ?? otherwise;

/** What the report's terms mean, for readers who meet them once. */
export const glossary: ReportModel['glossary'] = [
  [
    'bound',
    'The value that the evidence still allows at the stated confidence. A criterion passes only if the pessimistic bound meets its limit.',
  ],
  [
    'confidence',
    'How sure a verdict is: at 95 %, a fleet that lies exactly at its limit passes about 1 time in 20, and a worse one more seldom.',
  ],
  [
    'effective n',
    'How many independent observations the sample is worth. Observations of one device resemble each other, so it is smaller than n.',
  ],
  [
    'emulated',
    'The real firmware ran, but on a simulated microcontroller. Results and counted cycles are those of the image; physical effects are not covered.',
  ],
  [
    'modelled',
    'Computed from data-sheet figures; nothing was measured. A go that rests on emulated or modelled evidence is a rehearsal.',
  ],
  ['inconclusive', 'The evidence decides neither way. It is never counted as a pass.'],
  [
    'intra-class correlation',
    'How much observations of one device resemble each other, from 0 (not at all) to 1 (entirely).',
  ],
  ['lasting payback', 'The month from which the cumulative cash flow is positive and stays so.'],
  [
    'NPV',
    'Net present value: all cash flows of the horizon, discounted to the day of the decision.',
  ],
  ['p95', 'The value that 95 of 100 observations do not exceed.'],
  ['recall', 'The share of the true cases of a class that were recognised.'],
  ['precision', 'The share of the answers for a class that were right.'],
  ['SHA-256', 'A fingerprint of a file. If one byte of the file changes, so does the fingerprint.'],
].map(([term = '', meaning = '']) => ({ term, meaning }));
