import { scaleLinear } from 'd3-scale';
import type { Confusion } from '../../schemas/types/report-model.ts';
import { count, counted, percent } from '../model/format.ts';
import { shortened, widthOf } from './labels.ts';
import { chartWidth, element, fill, picture, text, type Svg } from './svg.ts';

const rowHeight = 22;
const top = 26;
const labelWidth = 300;

/** Pairs of classes that are drawn. */
const most = 12;

/** The most frequent mistakes, a bar each: what a matrix of many classes would hide. */
export const worstConfusions = ({ labels, rows, finding }: Confusion): Svg => {
  const mistakes = rows
    .flatMap((row, truth) =>
      row.map((n, answer) => ({ truth, answer, n, of: row.reduce((sum, one) => sum + one, 0) })),
    )
    .filter(({ truth, answer, n }) => truth !== answer && n > 0)
    .toSorted((a, b) => b.n - a.n);
  const shown = mistakes.slice(0, most);
  const rest = mistakes.slice(most);
  const scale = scaleLinear()
    .domain([0, Math.max(1, ...shown.map(({ n }) => n))])
    .range([0, chartWidth - labelWidth - 10 - 150]);
  const half = (labelWidth - widthOf(' as ') - 4) / 2;
  const bars = shown.flatMap(({ truth, answer, n, of }, index): Svg[] => {
    const y = top + index * rowHeight;
    const pair = `${shortened(labels[truth] ?? '', half)} as ${shortened(labels[answer] ?? '', half)}`;
    return [
      text(labelWidth, y + 14, pair, { anchor: 'end' }),
      element('rect', {
        x: labelWidth + 10,
        y: y + 3,
        width: Math.max(1, scale(n)),
        height: 15,
        ...fill('data'),
      }),
      text(labelWidth + 18 + scale(n), y + 14, `${count(n)} of ${count(of)} (${percent(n / of)})`),
    ];
  });
  const end = top + shown.length * rowHeight;
  const left = rest.reduce((sum, { n }) => sum + n, 0);
  const about =
    rest.length > 0
      ? `${counted(rest.length, 'more pair')} of classes with ${counted(left, 'mistake')}; the table has every class`
      : shown.length === 0
        ? `no mistake among ${counted(labels.length, 'class', 'classes')}`
        : 'all mistakes are shown; the table has every class';
  return picture(
    end + 22,
    finding,
    text(labelWidth, 12, `truth as answered, of ${count(labels.length)} classes`, {
      anchor: 'end',
      paint: 'muted',
    }),
    ...bars,
    text(chartWidth - 4, end + 14, about, { anchor: 'end', paint: 'muted' }),
  );
};
