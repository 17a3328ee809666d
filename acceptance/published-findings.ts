import type { Evidence } from '../schemas/types/evidence.ts';
import type { AcceptanceRecord } from '../schemas/types/record.ts';

type Finding = AcceptanceRecord['findings'][number];
type Ingested = NonNullable<Evidence['ingested']>;

/** Figures that are named one by one; there may be one for each of a thousand windows. */
const MOST_NAMED = 20;

const nameOf = ({ figure, scenario, window }: Ingested['published'][number]): string =>
  `${figure.replaceAll('-', ' ')}${window === undefined ? '' : ` of window ${window}`}${scenario === undefined ? '' : ` (${scenario})`}`;

const placeOf = ({ file, line }: Ingested['published'][number]): string =>
  line === undefined ? file : `${file}:${line}`;

/** Figures that ingested files print and that do not follow from the raw values beside them. */
export const publishedFindings = ({ ingested }: Pick<Evidence, 'ingested'>): Finding[] => {
  const published = ingested?.published ?? [];
  const differing = published.filter(({ agrees }) => agrees === false);
  const more = differing.length - MOST_NAMED;
  return [
    ...differing.slice(0, MOST_NAMED).map((one): Finding => ({
      severity: 'warning',
      code: 'PUBLISHED_FIGURE_DIFFERS',
      sentence: `${placeOf(one)} prints ${one.printed} for ${nameOf(one)}, and its raw values come to ${one.recomputed}${one.unit === '1' ? '' : ` ${one.unit}`}; the raw values are judged.`,
    })),
    ...(more > 0
      ? [
          {
            severity: 'warning',
            code: 'PUBLISHED_FIGURE_DIFFERS',
            sentence: `${more} more printed figures do not follow from the raw values.`,
          } as const,
        ]
      : []),
    ...(ingested?.notes ?? []).map((sentence): Finding => ({
      severity: 'info',
      code: 'INGESTED',
      sentence,
    })),
    ...(ingested
      ? [
          {
            severity: 'info',
            code: 'INGESTED',
            sentence: `The right answers are taken from ${ingested.truth}.`,
          } as const,
        ]
      : []),
  ];
};
