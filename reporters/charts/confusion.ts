import type { Confusion } from '../../schemas/types/report-model.ts';
import { worstConfusions } from './confusion-list.ts';
import { shortened, widthOf } from './labels.ts';
import { chartWidth, element, picture, stroke, text, type Svg } from './svg.ts';

const rowHeight = 30;
const top = 38;

/** Classes whose answers can be read as a table of numbers. */
const mostClasses = 16;

/** Classes up to which a nought is worth its ink. */
const fewClasses = 6;

/** Share of the row as opacity; half and more is dark enough for white figures. */
const cell = (x: number, y: number, width: number, share: number, right: boolean): Svg =>
  element('rect', {
    x: x + 1,
    y: y + 1,
    width: width - 2,
    height: rowHeight - 2,
    class: 'f-data',
    fill: '#4472a8',
    'fill-opacity': share === 0 ? 0.04 : 0.12 + 0.88 * share,
    ...(right ? { stroke: '#1b1f24', 'stroke-width': 1.5 } : {}),
  });

/** A count as large as its cell allows; in thousands where not even small print does. */
const figure = (n: number, width: number): { content: string; size: number } => {
  const size = [11, 9.5, 8].find((each) => widthOf(String(n), each) <= width - 3);
  return size === undefined
    ? { content: `${Math.round(n / 1000)}k`, size: 8 }
    : { content: String(n), size };
};

const matrix = ({ labels, rows, finding }: Confusion): Svg => {
  const widest = Math.max(40, ...labels.map((label) => widthOf(label)));
  const room = chartWidth - 60 - Math.min(170, 24 + widest);
  const column = Math.min(110, room / Math.max(1, labels.length));
  // Where names do not fit over their columns, a number stands for each.
  const numbered = labels.some((label) => widthOf(label) > column - 6);
  const rowLabels = numbered ? labels.map((label, index) => `${label} · ${index + 1}`) : labels;
  const labelWidth = Math.min(
    numbered ? 210 : 170,
    24 + Math.max(40, ...rowLabels.map((label) => widthOf(label))),
  );
  const width = Math.min(110, (chartWidth - labelWidth - 60) / Math.max(1, labels.length));
  const y = (index: number): number => top + index * rowHeight;
  const x = (index: number): number => labelWidth + index * width;
  const few = labels.length <= fewClasses;
  const cells = rows.flatMap((row, truth) => {
    const all = row.reduce((sum, n) => sum + n, 0);
    return row.flatMap((n, answer) => {
      const share = all === 0 ? 0 : n / all;
      const box = cell(x(answer), y(truth), width, share, truth === answer);
      if (n === 0 && !few && truth !== answer) return [box];
      const { content, size } = figure(n, width);
      return [
        box,
        text(x(answer) + width / 2, y(truth) + 19, content, {
          anchor: 'middle',
          paint: share >= 0.5 ? 'paper' : 'ink',
          bold: truth === answer,
          size,
        }),
      ];
    });
  });
  const end = x(labels.length);
  const suffix = (index: number): string => (numbered ? ` · ${index + 1}` : '');
  return picture(
    y(labels.length) + 6,
    finding,
    text(labelWidth, 12, numbered ? 'answered, by number of the class' : 'answered', {
      paint: 'muted',
    }),
    text(labelWidth - 10, 30, 'truth', { anchor: 'end', paint: 'muted' }),
    ...labels.map((label, index) =>
      text(x(index) + width / 2, 30, numbered ? String(index + 1) : label, { anchor: 'middle' }),
    ),
    ...labels.map((label, index) =>
      text(
        labelWidth - 10,
        y(index) + 19,
        `${shortened(label, labelWidth - 14 - widthOf(suffix(index)))}${suffix(index)}`,
        { anchor: 'end' },
      ),
    ),
    ...cells,
    ...rows.map((row, index) =>
      text(end + 10, y(index) + 19, `of ${row.reduce((sum, n) => sum + n, 0)}`, { paint: 'muted' }),
    ),
    element('path', { d: `M${labelWidth} ${top}H${Math.round(end)}`, ...stroke('grid') }),
  );
};

/**
 * Truth in rows, answers in columns; the right answers on the outlined diagonal. Of more classes
 * than can be read so, the most frequent mistakes.
 */
export const confusionChart = (confusion: Confusion): Svg =>
  confusion.labels.length > mostClasses ? worstConfusions(confusion) : matrix(confusion);
