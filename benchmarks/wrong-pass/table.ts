import { LEAST_DEVICES } from '../../acceptance/families/scope.ts';
import { standardError, type Measured } from './measure.ts';
import { DEVICES, type Situation, type Truth } from './situation.ts';

/** Finds what was measured of a cell of one situation. */
export type Lookup = (devices: number, value: number, truth: Truth) => Measured;

/** "1.71 ± 0.09": as many decimals as the first that the error has. */
const percent = (share: number, repetitions: number): string => {
  const error = standardError(share, repetitions) * 100;
  const decimals = Math.max(1, Math.ceil(-Math.log10(error)));
  return `${(share * 100).toFixed(decimals)} ± ${error.toFixed(decimals)}`;
};

const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;

const headOf = ({ varied, values }: Situation): string[] => [
  line(['devices', 'passes, in %', ...values.map((value) => `${varied} ${value}`)]),
  line(['---:', '---', ...values.map(() => '---:')]),
];

/** Section of the page about one situation: wrong passes, those of a naive rule, and power. */
export const sectionOf = (situation: Situation, lookup: Lookup): string => {
  const { title, model, values, better, naive } = situation;
  const rows = DEVICES.flatMap((devices) => {
    const row = (name: string, truth: Truth, of: 'passed' | 'passedNaively'): string =>
      line([
        devices,
        name,
        ...values.map((value) => {
          const measured = lookup(devices, value, truth);
          const impossible = devices < LEAST_DEVICES && of === 'passed' && measured.passed === 0;
          return impossible ? '0' : percent(measured[of], measured.repetitions);
        }),
      ]);
    return [
      row('**wrong**, truth at the limit', 'limit', 'passed'),
      row('wrong, naive rule', 'limit', 'passedNaively'),
      row('right, truth better', 'better', 'passed'),
    ];
  });
  const { limit, better: right } = situation.repetitions;
  return [
    `### ${title}`,
    '',
    `${model} Truth better: ${better}. Naive rule: ${naive}. ${limit} pilots a cell at the limit, ${right} at the better truth.`,
    '',
    ...headOf(situation),
    ...rows,
    '',
  ].join('\n');
};

/** The section of a situation that stands on a page already; empty where none does. */
export const sectionIn = (page: string, { title }: Situation): string => {
  const section = page.split(/^### /mu).find((text) => text.startsWith(`${title}\n`));
  return section === undefined ? '' : `### ${section.trimEnd()}\n`;
};

/** Published share of wrong passes of a cell and its standard error, between 0 and 1. */
export const publishedIn = (
  page: string,
  situation: Situation,
  devices: number,
  value: number,
): { readonly share: number; readonly error: number } => {
  const { title, values } = situation;
  const row = sectionIn(page, situation)
    .split('\n')
    .map((text) => text.split('|').map((cell) => cell.trim()))
    .find((cells) => cells[1] === String(devices) && cells[2]?.startsWith('**wrong**'));
  const [share, error] = (row?.[3 + values.indexOf(value)] ?? '').split(' ± ').map(Number);
  if (share === undefined || error === undefined || Number.isNaN(share + error)) {
    throw new Error(`No cell for ${devices} devices and ${value} under "${title}"`);
  }
  return { share: share / 100, error: error / 100 };
};
