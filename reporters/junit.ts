import type { CriterionRow, ReportModel } from '../schemas/types/report-model.ts';
import { account } from './account.ts';
import { decisionAccount, decisionInWords, isGo } from './decided.ts';
import { attemptCases } from './junit/attempts.ts';
import { attributes, packagePart, properties, text } from './junit/xml.ts';
import type { Reporter } from './reporter.ts';

/** Only a pass is green; a waiver is said but changes no verdict. */
const verdict = (row: CriterionRow): string => {
  if (row.outcome === 'pass') return '';
  const [tag, type] =
    row.outcome === 'fail'
      ? ['failure', 'criterion']
      : ['error', row.outcome === 'inconclusive' ? 'Inconclusive' : 'BenchFault'];
  return `      <${tag}${attributes({ type, message: row.reason ?? row.sentence })}>${text(account(row))}</${tag}>\n`;
};

const testcase = (row: CriterionRow, model: ReportModel): string => {
  const { suite, tested } = model.record;
  const [only = 'all-scenarios', ...others] = tested.scenarios;
  const scenario = row.scenario ?? (others.length === 0 ? only : 'all-scenarios');
  const file = row.place?.file ?? model.inputs.find(({ role }) => role === 'suite')?.path ?? null;
  return [
    `    <testcase${attributes({
      classname: `${packagePart(suite.id)}.${packagePart(scenario)}`,
      name: `${row.id}: ${row.expect}`,
      file,
      line: row.place?.line ?? null,
      time: 0,
    })}>\n`,
    properties(
      {
        outcome: row.outcome,
        limit: row.limit,
        value: row.value,
        bound: row.bound,
        n: row.n,
        n_effective: row.n_effective,
        clusters: row.clusters,
        icc: row.icc,
        share: row.share,
        origin: row.origin,
        reporter: row.reporter,
        method: row.method,
        required: String(row.required),
        covers: row.covers.join(' '),
        waiver: row.waiver,
        evidence: row.evidence,
      },
      '      ',
    ),
    verdict(row),
    `      <system-out>${text(account(row))}</system-out>\n    </testcase>\n`,
  ].join('');
};

/**
 * The decision as a case of its own: a run without enough evidence is red, though every criterion
 * may have passed on what there was.
 */
const decisionCase = (model: ReportModel): { outcome: 'pass' | 'error'; xml: string } => {
  const { decision, record, looks } = model;
  const said = text(decisionAccount(model));
  const about = attributes({ type: 'Decision', message: decisionInWords(decision) });
  const classname = `${packagePart(record.suite.id)}.decision`;
  return {
    outcome: isGo(decision) ? 'pass' : 'error',
    xml: [
      `    <testcase${attributes({ classname, name: 'decision', time: 0 })}>\n`,
      properties(
        {
          outcome: decision.outcome,
          exit_code: String(decision.exit_code),
          marks: decision.marks.join('; '),
          looks,
        },
        '      ',
      ),
      isGo(decision) ? '' : `      <error${about}>${said}</error>\n`,
      `      <system-out>${said}</system-out>\n    </testcase>\n`,
    ].join(''),
  };
};

const seconds = ({ started, finished }: ReportModel['record']['run']): number => {
  const span = Date.parse(finished) - Date.parse(started);
  return Number.isFinite(span) ? Math.max(0, span / 1000) : 0;
};

/** Each device's fault with who has to act: "pump-01: LOST (bench)". */
const faultsIn = ({ tested }: ReportModel['record']): string =>
  tested.devices
    .flatMap(({ id, fault, code, cause }) =>
      fault === undefined ? [] : [`${id}: ${code ?? fault} (${cause ?? 'bench'})`],
    )
    .join('; ');

const renderJunit = (model: ReportModel): string => {
  const { record, criteria } = model;
  const others = [decisionCase(model), ...attemptCases(record)];
  const count = (outcomes: readonly string[]): number =>
    [...criteria, ...others].filter(({ outcome }) => outcomes.includes(outcome)).length;
  const total = {
    tests: criteria.length + others.length,
    failures: count(['fail']),
    errors: count(['error', 'inconclusive']),
    skipped: 0,
    time: seconds(record.run),
  };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `<testsuites${attributes({ name: record.suite.id, ...total })}>\n`,
    `  <testsuite${attributes({ name: record.suite.id, ...total, timestamp: record.run.started.replace(/Z$/u, '') })}>\n`,
    properties(
      {
        decision: model.decision.label,
        reason: model.decision.reason,
        run: record.run.id,
        attempt: String(record.run.attempt),
        faults: faultsIn(record),
        amended: String(record.amended),
        marks: model.decision.marks.join('; '),
        looks: model.looks,
        confidence: model.confidence,
        origin: record.decision.origin,
        suite_sha256: record.suite.sha256,
        record_sha256: model.digest,
        tool: model.run.tool,
      },
      '    ',
    ),
    ...criteria.map((row) => testcase(row, model)),
    ...others.map(({ xml }) => xml),
    '  </testsuite>\n</testsuites>\n',
  ].join('');
};

/**
 * JUnit XML as GitLab, Jenkins and GitHub actions read it: one case a criterion, one for the
 * decision, and one for whatever took more than one try.
 */
export const junit: Reporter = { id: 'junit', file: 'junit.xml', render: renderJunit };
