import type { AcceptanceRecord, Criterion } from '../../schemas/types/record.ts';
import type { CriterionRow, ReportModel } from '../../schemas/types/report-model.ts';
import { abChartOf } from './ab-chart.ts';
import { boundChartOf } from './bound-chart.ts';
import { boundOf, estimateOf, limitOf, sides } from './claim.ts';
import { groupIdOf } from './criterion-groups.ts';
import {
  clustersOf,
  displayOf,
  effectiveOf,
  iccOf,
  procedureOf,
  sampleOf,
  serialOf,
} from './criterion-notes.ts';
import { bound, count, limitText, name, quantity, sentence, unknown } from './format.ts';
import { groupsOf } from './groups.ts';
import { sensitivityOf } from './sensitivity.ts';
import { forest, slicesLine } from './slices.ts';
import { severity, verdictWord } from './words.ts';

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
    value: estimateOf(criterion),
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
    group: groupIdOf(criterion),
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

/** Whole accounts that print; a record may have hundreds of criteria, and a reader has not. */
const mostPrinted = 40;

/** Worst first, then in the order of the suite. */
const printedOf = ({ criteria }: AcceptanceRecord): ReadonlySet<Criterion> =>
  new Set(
    criteria.toSorted((a, b) => severity[a.outcome] - severity[b.outcome]).slice(0, mostPrinted),
  );

/** Every criterion in the order of the suite. */
export const criterionRows = (record: AcceptanceRecord): CriterionRow[] => {
  const methods = methodsOf(record);
  const printed = printedOf(record);
  return record.criteria.map((criterion) => ({
    ...criterionRow(criterion, methods),
    detail: printed.has(criterion) ? 'full' : 'brief',
  }));
};

/** Each method once, under the name by which the criteria refer to it. */
export const methodList = (record: AcceptanceRecord): ReportModel['methods'] =>
  methodsOf(record).map((method, index) => ({ id: `M${index + 1}`, text: sentence(method) }));
