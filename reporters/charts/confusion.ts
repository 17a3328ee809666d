import type { Confusion } from '../../schemas/types/report-model.ts';
import { fit, widthOf } from './labels.ts';
import { chartWidth, element, picture, stroke, text, type Svg } from './svg.ts';

const rowHeight = 30;
const top = 38;

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

/** Truth in rows, answers in columns; the right answers on the outlined diagonal. */
export const confusionChart = ({ labels, rows, finding }: Confusion): Svg => {
  const labelWidth = Math.min(170, 24 + Math.max(40, ...labels.map((label) => widthOf(label))));
  const width = Math.min(110, (chartWidth - labelWidth - 60) / Math.max(1, labels.length));
  const y = (index: number): number => top + index * rowHeight;
  const x = (index: number): number => labelWidth + index * width;
  const cells = rows.flatMap((row, truth) => {
    const all = row.reduce((sum, n) => sum + n, 0);
    return row.flatMap((n, answer) => {
      const share = all === 0 ? 0 : n / all;
      const figure =
        fit(String(n), width - 4) === String(n)
          ? [
              text(x(answer) + width / 2, y(truth) + 19, String(n), {
                anchor: 'middle',
                paint: share >= 0.5 ? 'paper' : 'ink',
                bold: truth === answer,
              }),
            ]
          : [];
      return [cell(x(answer), y(truth), width, share, truth === answer), ...figure];
    });
  });
  const end = x(labels.length);
  return picture(
    y(labels.length) + 6,
    finding,
    text(labelWidth, 12, 'answered', { paint: 'muted' }),
    text(labelWidth - 10, 30, 'truth', { anchor: 'end', paint: 'muted' }),
    ...labels.map((label, index) =>
      text(x(index) + width / 2, 30, fit(label, width - 6), { anchor: 'middle' }),
    ),
    ...labels.map((label, index) =>
      text(labelWidth - 10, y(index) + 19, fit(label, labelWidth - 14), { anchor: 'end' }),
    ),
    ...cells,
    ...rows.map((row, index) =>
      text(end + 10, y(index) + 19, `of ${row.reduce((sum, n) => sum + n, 0)}`, { paint: 'muted' }),
    ),
    element('path', { d: `M${labelWidth} ${top}H${Math.round(end)}`, ...stroke('grid') }),
  );
};
