import type { AcceptanceRecord, Criterion, Interval } from '../schemas/types/record.ts';
import type { CriterionRow, ReportModel } from '../schemas/types/report-model.ts';
import { account } from './account.ts';
import { decisionAccount, isGo } from './decided.ts';
import { triedTests } from './ctrf/attempts.ts';
import type { Test } from './ctrf/format.ts';
import type { Reporter } from './reporter.ts';

/** Milliseconds since 1970; 0 where telemetry told no time. */
const milliseconds = (iso: string): number => {
  const time = Date.parse(iso);
  return Number.isFinite(time) ? time : 0;
};

/** A UUID of version 8 (RFC 9562) made of the record's digest: the same record, the same report. */
const reportId = (digest: string): string | undefined => {
  const hex = /^[0-9a-f]{32}/u.exec(digest)?.[0];
  if (hex === undefined) return undefined;
  const variant = ((Number.parseInt(hex[16] ?? '0', 16) % 4) + 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join('-');
};

/** The figures as the record has them, for programs; the words beside them are those of every report. */
const numbersOf = ({ limit, op, result, n, n_effective }: Criterion): object => {
  const { estimate, lower, upper, decisive } = result ?? ({} as Partial<Interval>);
  return { op, limit, estimate, lower, upper, decisive, n, n_effective };
};

/** Only a pass has passed: what is not decided must stop those who stop at a failed test. */
const test = (row: CriterionRow, criterion: Criterion, model: ReportModel): Test => {
  const { suite, tested } = model.record;
  const [only, ...others] = tested.scenarios;
  const scenario = criterion.scenario ?? (others.length === 0 ? only : undefined);
  return {
    testId: `${suite.id}/${criterion.id}`,
    name: `${row.id}: ${row.expect}`,
    status: row.outcome === 'pass' ? 'passed' : 'failed',
    rawStatus: row.outcome,
    duration: 0,
    suite: [suite.id, ...(scenario === undefined ? [] : [scenario])],
    message: account(row),
    filePath: row.place?.file ?? model.inputs.find(({ role }) => role === 'suite')?.path,
    line: row.place?.line ?? undefined,
    tags: [row.origin, row.required ? 'required' : 'optional', ...row.covers],
    type: 'acceptance',
    extra: {
      limit: row.limit,
      value: row.value,
      bound: row.bound,
      n: row.n,
      n_effective: row.n_effective,
      origin: row.origin,
      reporter: row.reporter,
      method: row.method,
      slices: row.slices ?? undefined,
      waiver: row.waiver ?? undefined,
      evidence: row.evidence ?? undefined,
      numbers: numbersOf(criterion),
    },
  };
};

/** Red where the run decides nothing, though every criterion may have passed on what there was. */
const decisionTest = (model: ReportModel): Test => {
  const { decision, record, looks, confidence } = model;
  return {
    testId: `${record.suite.id}/decision`,
    name: 'decision',
    status: isGo(decision) ? 'passed' : 'failed',
    rawStatus: decision.outcome,
    duration: 0,
    suite: [record.suite.id, 'decision'],
    message: decisionAccount(model),
    tags: [record.decision.origin],
    type: 'acceptance',
    extra: {
      exit_code: decision.exit_code,
      marks: decision.marks,
      looks: looks ?? undefined,
      confidence,
    },
  };
};

const environmentOf = ({ tested, decision }: AcceptanceRecord): object => {
  const build = tested.builds.find(({ role }) => role === 'candidate') ?? tested.builds[0];
  return {
    appName: build ? (build.firmware ?? build.id) : undefined,
    appVersion: build?.version,
    testEnvironment: decision.origin,
    extra: { build: build?.id, model: build?.model, part: build?.part, sha256: build?.sha256 },
  };
};

const renderCtrf = (model: ReportModel): string => {
  const { record, decision } = model;
  const criteria = record.criteria.flatMap((criterion, index): Test[] => {
    const row = model.criteria[index];
    return row ? [test(row, criterion, model)] : [];
  });
  const tests = [...criteria, decisionTest(model), ...triedTests(record)];
  const passed = tests.filter(({ status }) => status === 'passed').length;
  const start = milliseconds(record.run.started);
  const stop = Math.max(start, milliseconds(record.run.finished));
  const report = {
    reportFormat: 'CTRF',
    specVersion: '0.0.0',
    reportId: reportId(model.digest),
    runId: record.run.id || undefined,
    timestamp: stop === 0 ? undefined : new Date(stop).toISOString(),
    generatedBy: record.tool.name,
    results: {
      tool: { name: record.tool.name, version: record.tool.version },
      summary: {
        tests: tests.length,
        passed,
        failed: tests.length - passed,
        skipped: 0,
        pending: 0,
        other: 0,
        flaky: tests.filter(({ flaky }) => flaky === true).length,
        suites: 1,
        start,
        stop,
        duration: stop - start,
        extra: {
          decision: decision.label,
          marks: decision.marks,
          reason: decision.reason,
          confidence: model.confidence,
          record_sha256: model.digest,
          suite_sha256: record.suite.sha256,
        },
      },
      tests,
      environment: environmentOf(record),
    },
  };
  return `${JSON.stringify(report, null, 2)}\n`;
};

/**
 * Common Test Report Format: one test a criterion, one for the decision, and one for whatever took
 * more than one try.
 */
export const ctrf: Reporter = { id: 'ctrf', file: 'ctrf.json', render: renderCtrf };
