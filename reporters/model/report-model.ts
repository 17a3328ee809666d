import type { AcceptanceRecord } from '../../schemas/types/record.ts';
import type { ReportModel } from '../../schemas/types/report-model.ts';
import { businessCase } from './business-case.ts';
import { criterionRows, methodList } from './criteria.ts';
import { confusionOf, energyOf, latencies } from './distributions.ts';
import { figuresOf } from './figures.ts';
import { count, moment, name, percent, sentence } from './format.ts';
import { bannersOf } from './banners.ts';
import { criterionGroups } from './criterion-groups.ts';
import { deviationsOf } from './deviations.ts';
import { amendmentsOf, conditionsOf, decisionOf, testedFacts } from './headline.ts';
import { looksOf } from './looks.ts';
import { nextSteps } from './next-steps.ts';
import { withOwnFigures } from './own-figures.ts';
import { powerOf } from './power.ts';
import {
  buildsOf,
  devicesOf,
  environmentOf,
  filesOf,
  rejectedOf,
  traceabilityOf,
} from './provenance.ts';
import { summaryOf } from './summary.ts';
import { glossary } from './words.ts';

/**
 * Derives from a record everything its reports show, as they show it. Pure: the same record and
 * digest give the same model.
 *
 * @param options.digest SHA-256 of record.json as written, lower-case hex; printed in the footer.
 */
export const buildReportModel = (
  record: AcceptanceRecord,
  options: { readonly digest?: string } = {},
): ReportModel => {
  const { record: told, retold } = withOwnFigures(record);
  return {
    ...shown(told, options.digest ?? ''),
    record,
    banners: [...edited(retold), ...bannersOf(told)],
  };
};

/** A record that contradicts itself was changed since it was written; whoever signs must know. */
const edited = (retold: readonly string[]): ReportModel['banners'] =>
  retold.length === 0
    ? []
    : [
        {
          kind: 'Edited record',
          text: `record.json says in words something else than in figures about ${name(retold.join(', '), 120)}. Here the figures stand; judge the run again.`,
        },
      ];

const shown = (record: AcceptanceRecord, digest: string): ReportModel => ({
  v: 1,
  record,
  digest,
  title: `Acceptance report: ${name(record.suite.id, 60)}`,
  created: record.run.finished,
  run: {
    id: name(record.run.id, 60),
    started: moment(record.run.started),
    finished: moment(record.run.finished),
    tool: `${record.tool.name} ${record.tool.version}`,
    suite: `${name(record.suite.id, 60)} v${record.suite.version}`,
  },
  decision: decisionOf(record),
  looks: looksOf(record),
  banners: bannersOf(record),
  amendments: amendmentsOf(record),
  tested: testedFacts(record),
  not_tested: record.tested.not_tested.map((what) => name(what, 160)),
  figures: figuresOf(record.business),
  summary: summaryOf(record),
  next: nextSteps(record),
  conditions: conditionsOf(record),
  signatures: ['Decision (product)', 'Evidence (engineering)', 'Operation'],
  groups: criterionGroups(record),
  criteria: criterionRows(record),
  methods: methodList(record),
  confidence: percent(record.scope.confidence, 0),
  latency: latencies(record),
  confusion: confusionOf(record.series),
  condition_rows: record.series.conditions.map(({ tag, value, n, accuracy }) => ({
    tag: name(tag, 40),
    value: name(value, 40),
    n: count(n),
    accuracy: percent(accuracy),
  })),
  energy: energyOf(record),
  power: powerOf(record),
  business: businessCase(record.business),
  devices: devicesOf(record),
  builds: buildsOf(record),
  findings: record.findings.map(({ severity, code, sentence: text }) => ({
    severity,
    code: name(code, 60),
    sentence: sentence(text),
  })),
  deviations: deviationsOf(record),
  rejected: rejectedOf(record),
  environment: environmentOf(record),
  traceability: traceabilityOf(record),
  evidence: filesOf(record.evidence),
  inputs: filesOf(record.inputs),
  glossary,
});
