import { dimensionOf } from '../../documents/units.ts';
import type { Criterion } from '../../schemas/types/record.ts';
import type { CriterionRow } from '../../schemas/types/report-model.ts';
import {
  count,
  counted,
  fixed,
  inUnit,
  name,
  plain,
  quantity,
  sentence,
  unknown,
} from './format.ts';

/** From here on a device that answers wrongly once is likely to do so again at once. */
const strong = 0.5;

export const effectiveOf = ({ n_effective: effective }: Criterion): string =>
  effective === null ? '–' : plain(Math.round(effective * 10) / 10);

const units = { device: 'device', session: 'session', block: 'block of events' } as const;

export const clustersOf = ({ clusters }: Criterion): string =>
  clusters.devices === 0
    ? 'none'
    : `${counted(clusters.devices, 'device')}, ${counted(clusters.sessions, 'session')}; judged by ${units[clusters.unit]}`;

export const iccOf = ({ icc }: Criterion): string | null =>
  icc === null || icc === undefined ? null : fixed(icc, 3);

/** `n 1595, effective n 94.1; 5 devices, 25 sessions; judged by device; correlation within a device 0.004` */
export const sampleOf = (criterion: Criterion): string => {
  const icc = iccOf(criterion);
  return [
    criterion.n_effective === null
      ? `n ${count(criterion.n)}`
      : `n ${count(criterion.n)}, effective n ${effectiveOf(criterion)}`,
    criterion.clusters.devices === 0 ? 'no clusters' : clustersOf(criterion),
    ...(icc === null ? [] : [`correlation within a device ${icc}`]),
  ].join('; ');
};

const sequences = {
  'confidence-sequence':
    'May be looked at at any time: its limits hold at every look (confidence sequence).',
  sprt: 'May be looked at at any time; the first look that decides ends it (sequential probability ratio test).',
} as const;

/** How it is judged beyond its claim. */
export const procedureOf = (criterion: Criterion): string[] => [
  ...(criterion.against === undefined ? [] : ['Judged as a change against the baseline.']),
  ...(criterion.between === undefined
    ? []
    : [`The largest gap between any two groups of ${name(criterion.between, 40)}.`]),
  ...(criterion.population === undefined
    ? []
    : ['Counted over the complete list, without inference: it says nothing about other samples.']),
  ...(criterion.sequential === undefined ? [] : [sequences[criterion.sequential]]),
];

/** That observations in a row resemble each other, where they do so strongly. */
export const serialOf = ({ serial_correlation: serial }: Criterion): string | null =>
  serial === null || serial === undefined || serial <= strong
    ? null
    : `Events that follow each other on a device resemble each other (correlation ${fixed(serial, 2)}): the sample is worth less than the effective n says. More sessions would help, more events in a row would not.`;

const shown = (value: number | null, unit: string, limit: string): string => {
  if (value === null) return unknown;
  if (unit === '1' && value > 0 && value < 1e-4) return 'below 0.0001';
  const converts = dimensionOf(unit) !== undefined && dimensionOf(unit) === dimensionOf(limit);
  const own = converts && unit !== '1' ? limit : unit;
  return quantity(inUnit(value, unit, own), own);
};

/** Figures that stand beside a verdict and decide nothing; a note they share stands once, at the last. */
export const displayOf = ({ display = [], limit }: Criterion): CriterionRow['display'] =>
  display.map(({ name: label, value, unit, note }, index) => {
    const text = shown(value, unit, limit.unit);
    const last = display[index + 1]?.note !== note;
    return {
      label: name(label, 60),
      value: note === undefined || !last ? text : `${text} (${sentence(note)})`,
    };
  });
