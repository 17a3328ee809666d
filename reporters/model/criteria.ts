import type { AcceptanceRecord, Criterion, Interval } from '../../schemas/types/record.ts';
import type { CriterionRow, ReportModel } from '../../schemas/types/report-model.ts';
import { abChartOf } from './ab-chart.ts';
import { boundChartOf } from './bound-chart.ts';
import {
  clustersOf,
  displayOf,
  effectiveOf,
  iccOf,
  procedureOf,
  sampleOf,
  serialOf,
} from './criterion-notes.ts';
import { bound, count, inUnit, limitText, name, quantity, sentence, unknown } from './format.ts';
import { groupsOf } from './groups.ts';
import { sensitivityOf } from './sensitivity.ts';
import { forest, slicesLine } from './slices.ts';
import { operators, verdictWord } from './words.ts';

const decisiveSide = (criterion: Criterion): 'lower' | 'upper' =>
  criterion.result?.decisive ?? (criterion.op.startsWith('<') ? 'upper' : 'lower');

/** The limit with its sign: `≤ 60 ms`. */
export const limitOf = ({ op, limit }: Criterion): string =>
  limit.value === null ? unknown : `${operators[op] ?? op} ${limitText(limit.value, limit.unit)}`;

const estimateOf = (interval: Interval | undefined, unit: string): string => {
  const { value = null, unit: from = unit } = interval?.estimate ?? {};
  return value === null ? unknown : quantity(inUnit(value, from, unit), unit);
};

const sides = { lower: 'at least', upper: 'at most' } as const;

/** Where no bound of the value is known: what is there in its place. */
const unboundedOf = ({ family, proportion }: Criterion): string => {
  if (family === 'every') return 'every unit counts';
  const side = proportion?.decisive ?? 'lower';
  const { value = null, unit = '%' } = proportion?.[side] ?? {};
  return value === null
    ? 'unbounded'
    : `${sides[side]} ${bound(value, unit, null, side)} of events`;
};

/** `at most 61.2 ms`: the bound the verdict rests on, in the unit of the limit. */
export const boundOf = (criterion: Criterion): string => {
  if (!criterion.result) return unknown;
  if (criterion.population === 'complete') return 'complete list';
  if (criterion.statistic === 'every') return 'every event counts';
  const side = decisiveSide(criterion);
  const { value, unit } = criterion.result[side];
  if (value === null) return unboundedOf(criterion);
  if (criterion.family === 'fact' || criterion.family === 'count') return 'exact';
  const { limit } = criterion;
  const text = bound(inUnit(value, unit, limit.unit), limit.unit, limit.value, side);
  return `${sides[side]} ${text}`;
};

/** What an event does that counts for a claim about a quantile. */
const doing: Readonly<Record<Criterion['op'], string>> = {
  '<=': 'within',
  '<': 'below',
  '>=': 'reaching',
  '>': 'above',
};

/**
 * How many events are on the right side of the limit, and the share that proves; where the claim
 * is itself about a share, the counts alone, as value and bound stand beside it already.
 */
const shareOf = ({ proportion, k, n, family, op, limit }: Criterion): string | null => {
  if (!proportion) return null;
  const counts = k === undefined ? '' : `${count(k)} of ${count(n)}`;
  if (family !== 'quantile' || limit.value === null) return counts === '' ? null : counts;
  const side = proportion.decisive ?? 'lower';
  const { value, unit } = proportion[side];
  const seen = quantity(proportion.estimate.value, proportion.estimate.unit);
  const proven = `${sides[side]} ${bound(value, unit, null, side)}`;
  return `${counts} ${doing[op]} ${limitText(limit.value, limit.unit)}: ${seen}, ${proven}`.trim();
};

const metWord = (met: boolean | null | undefined): string =>
  met === true ? 'met' : met === false ? 'not met' : unknown;

const criterionRow = (criterion: Criterion, methods: readonly string[]): CriterionRow => {
  const { limit, outcome, waiver, where } = criterion;
  return {
    id: name(criterion.id, 40),
    title: name(criterion.title),
    expect: name(criterion.expect, 160),
    outcome,
    word: verdictWord[outcome],
    limit: limitOf(criterion),
    value: estimateOf(criterion.result, limit.unit),
    bound: boundOf(criterion),
    share: shareOf(criterion),
    n: count(criterion.n),
    n_effective: effectiveOf(criterion),
    clusters: clustersOf(criterion),
    icc: iccOf(criterion),
    sample: sampleOf(criterion),
    procedure: procedureOf(criterion),
    serial: serialOf(criterion),
    display: displayOf(criterion),
    groups: groupsOf(criterion),
    group: '',
    detail: 'full',
    chart: boundChartOf(criterion),
    ab: abChartOf(criterion),
    origin: criterion.origin,
    reporter: criterion.reporter,
    method: sentence(criterion.method),
    method_id: `M${methods.indexOf(criterion.method) + 1}`,
    sentence: sentence(criterion.sentence),
    reason: criterion.reason === undefined ? null : sentence(criterion.reason),
    advice: criterion.advice === undefined ? null : sentence(criterion.advice),
    device_line: criterion.device_line ?? null,
    why: criterion.why === undefined ? null : sentence(criterion.why),
    waiver: waiver
      ? `Waived until ${waiver.expires}: ${sentence(waiver.reason)} Owner ${name(waiver.owner)}, approved by ${name(waiver.approver)}.`
      : null,
    evidence: criterion.evidence ?? null,
    scenario: criterion.scenario === undefined ? null : name(criterion.scenario),
    required: criterion.required,
    covers: criterion.covers.map((requirement) => name(requirement, 40)),
    slices: slicesLine(criterion),
    forest: forest(criterion),
    devices: (criterion.devices ?? []).map((device) => ({
      device: name(device.device, 40),
      n: count(device.n),
      value: quantity(device.value, limit.unit),
      outcome: metWord(device.met),
    })),
    sensitivity: sensitivityOf(criterion),
    place: where ? { file: where.file, line: where.line ?? null } : null,
  };
};

const methodsOf = ({ criteria }: AcceptanceRecord): string[] => [
  ...new Set(criteria.map(({ method }) => method)),
];

/** Every criterion in the order of the suite. */
export const criterionRows = (record: AcceptanceRecord): CriterionRow[] => {
  const methods = methodsOf(record);
  return record.criteria.map((criterion) => criterionRow(criterion, methods));
};

/** Each method once, under the name by which the criteria refer to it. */
export const methodList = (record: AcceptanceRecord): ReportModel['methods'] =>
  methodsOf(record).map((method, index) => ({ id: `M${index + 1}`, text: sentence(method) }));
