import type { Business, Swing } from '../../schemas/types/record.ts';
import type { BusinessCase } from '../../schemas/types/report-model.ts';
import { name } from './format.ts';
import { drawnText, inputText, switchingText } from './tornado.ts';

type InputRow = BusinessCase['inputs'][number];

const unitText = (unit: string): string => (unit === 'count' ? '' : name(unit, 40));

/** Where a measured driver comes from: its criteria, and of which evidence. */
const measuredSource = ({ id, criteria = [] }: Swing, { lines }: Business): string => {
  const line = {
    'measured.recall': 'faults-found',
    'measured.falseAlarms': 'false-alarms',
    'measured.batteryDays': 'battery-swaps',
    'measured.uptime': 'downtime',
  }[id];
  const origin = lines.find((one) => one.id === line)?.origin;
  const by = `measured in this run by ${criteria.join(', ')}`;
  return name(origin === undefined ? by : `${by}, ${origin}`, 160);
};

/** Every input with its range, its switching value and its source; what was measured comes last. */
export const inputRows = (business: Business): InputRow[] => {
  const { inputs = [], tornado = [], locale } = business;
  const rows = inputs.map(({ id, label, low, base, high, unit, source, measure }) => ({
    label: name(label),
    unit: unitText(unit),
    low: inputText(low, measure, locale),
    base: inputText(base, measure, locale),
    high: inputText(high, measure, locale),
    switching: switchingText(
      tornado.find((swing) => swing.id === id),
      locale,
    ),
    source: name(source, 160),
    measured: false,
  }));
  const measured = tornado.filter(({ kind }) => kind === 'measured');
  return [
    ...rows,
    ...measured.map((swing) => ({
      label: name(swing.label),
      unit: unitText(swing.unit),
      low: drawnText(swing.low, swing.measure, locale),
      base: drawnText(swing.base, swing.measure, locale),
      high: drawnText(swing.high, swing.measure, locale),
      switching: switchingText(swing, locale),
      source: measuredSource(swing, business),
      measured: true,
    })),
  ];
};
