import type { Criterion } from '../../schemas/types/record.ts';
import type { BoundChart } from '../../schemas/types/report-model.ts';
import { boundOf, estimateOf, limitOf } from './claim.ts';
import { count, counted, inUnit, name } from './format.ts';
import { verdictWord } from './words.ts';

type Part = 'estimate' | 'lower' | 'upper';

/** Where a value was counted or looked at, not inferred: it is its own bound. */
const isExact = ({ family, statistic, population }: Criterion): boolean =>
  population === 'complete' ||
  statistic === 'every' ||
  family === 'every' ||
  family === 'fact' ||
  family === 'count';

const partOf = (criterion: Criterion, part: Part): number | null => {
  const { value = null, unit = '' } = criterion.result?.[part] ?? {};
  return value === null || !Number.isFinite(value)
    ? null
    : inUnit(value, unit, criterion.limit.unit);
};

const devicesText = (devices: BoundChart['devices']): string | null => {
  const judged = devices.filter(({ met }) => met !== null);
  if (devices.length === 0) return null;
  if (judged.length === 0) return `${counted(devices.length, 'device')}, none judged alone`;
  const missed = judged.filter(({ met }) => met === false).length;
  const met = judged.length - missed;
  return missed === 0
    ? `${count(met)} of ${counted(judged.length, 'device')} met`
    : `devices: ${count(met)} met, × ${count(missed)} not`;
};

/** What the chart of a criterion draws: value, bounds and devices beside the limit. */
export const boundChartOf = (criterion: Criterion): BoundChart | null => {
  const { limit, op, outcome } = criterion;
  const estimate = partOf(criterion, 'estimate');
  const [lower, upper] = isExact(criterion)
    ? [estimate, estimate]
    : [partOf(criterion, 'lower'), partOf(criterion, 'upper')];
  if (estimate === null && lower === null && upper === null) return null;
  const devices = (criterion.devices ?? [])
    .filter(({ value }) => value !== null)
    .map(({ device, value, met = null }) => ({ label: name(device, 40), value, met }));
  const value = estimateOf(criterion);
  const bound = boundOf(criterion);
  const seen = devicesText(devices);
  return {
    criterion: name(criterion.id, 40),
    title: name(criterion.title),
    unit: limit.unit,
    outcome,
    better: op.startsWith('<') ? 'lower' : 'higher',
    limit: limit.value,
    limit_text: `limit ${limitOf(criterion)}`,
    estimate,
    lower,
    upper,
    devices,
    value_text: value,
    bound_text: bound,
    devices_text: seen,
    finding: `${name(criterion.title)}: ${value}, ${bound}, against a limit of ${limitOf(criterion)}: ${verdictWord[outcome].toLowerCase()}${seen === null ? '' : `; ${seen}`}.`,
  };
};
