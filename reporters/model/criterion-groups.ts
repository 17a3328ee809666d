import type { AcceptanceRecord, Criterion } from '../../schemas/types/record.ts';
import type { ReportModel } from '../../schemas/types/report-model.ts';
import { name } from './format.ts';
import { tallyOf } from './tally.ts';
import { severity } from './words.ts';

/** What a criterion is about, told by the words of its metric; the first that fits counts. */
const subjects: readonly (readonly [id: string, title: string, words: RegExp])[] = [
  ['updates', 'Updates', /\b(?:update|ota|rollback)/u],
  ['energy', 'Energy and battery', /energy|power|battery/u],
  ['memory', 'Memory', /flash|ram\b|memory|stack|heap/u],
  ['latency', 'Latency and throughput', /latency|reaction-time|duration|throughput|cpu/u],
  ['data', 'Data', /data|bytes|uplink/u],
  [
    'accuracy',
    'Accuracy and false alarms',
    /accuracy|recall|precision|false|f1|auc|brier|confidence|gap|specificity/u,
  ],
  [
    'robustness',
    'Robustness and availability',
    /uptime|restart|error|backlog|state|fallback|coverage|calibration|window|loss|lost/u,
  ],
  ['business', 'Business', /cost|payback|saving/u],
];

const subjectOf = ({ family, metric, against }: Criterion): readonly [string, string] => {
  if (against === 'baseline' || family.startsWith('paired')) {
    return ['comparison', 'Comparison with the baseline'];
  }
  const [id, title] = subjects.find(([, , words]) => words.test(metric)) ?? ['other', 'Other'];
  return [id, title];
};

/** Id of the group a criterion belongs to. */
export const groupIdOf = (criterion: Criterion): string => subjectOf(criterion)[0];

/** Criteria by what they are about, in the order of the suite. */
export const criterionGroups = ({ criteria }: AcceptanceRecord): ReportModel['groups'] => {
  const members = new Map<string, Criterion[]>();
  const titles = new Map<string, string>();
  for (const criterion of criteria) {
    const [id, title] = subjectOf(criterion);
    titles.set(id, title);
    members.set(id, [...(members.get(id) ?? []), criterion]);
  }
  return [...members].map(([id, own]) => {
    const ordered = own.toSorted((a, b) => severity[a.outcome] - severity[b.outcome]);
    return {
      id,
      title: titles.get(id) ?? id,
      outcome: ordered[0]?.outcome ?? 'error',
      tally: tallyOf(own.map(({ outcome }) => outcome)),
      criteria: ordered.map((criterion) => name(criterion.id, 40)),
    };
  });
};
