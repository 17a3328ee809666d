import { type CTRFReport, validate } from 'ctrf';
import { expect, test } from 'vitest';
import { unproven } from '../fixtures/records/unproven.ts';
import { variants as records } from '../fixtures/records/variants.ts';
import type { AcceptanceRecord } from '../schemas/types/record.ts';
import { reporters } from './index.ts';
import { buildReportModel } from './model/report-model.ts';

const digest = 'b'.repeat(64);

const ctrf = (record: AcceptanceRecord): CTRFReport => {
  const text = reporters.ctrf.render(buildReportModel(record, { digest })) as string;
  const report: unknown = JSON.parse(text);
  const { valid, errors } = validate(report);
  expect(errors).toEqual([]);
  expect(valid).toBe(true);
  return report as CTRFReport;
};

test.each(Object.keys(records) as (keyof typeof records)[])(
  '%s is valid, and only what passes has passed',
  (variant) => {
    const record = records[variant]();
    const { tests, summary } = ctrf(record).results;
    const { outcome, exit_code } = record.decision;
    expect(tests.slice(0, record.criteria.length + 1).map(({ rawStatus }) => rawStatus)).toEqual([
      ...record.criteria.map((each) => each.outcome),
      outcome,
    ]);
    for (const { name, status, rawStatus } of tests) {
      const passes = name === 'decision' ? exit_code === 0 : rawStatus === 'pass';
      expect(status).toBe(passes ? 'passed' : 'failed');
    }
    const passing = record.criteria.filter((each) => each.outcome === 'pass').length;
    expect(summary.passed).toBe(passing + (exit_code === 0 ? 1 : 0));
    expect(summary.passed + summary.failed).toBe(summary.tests);
  },
);

test.each(unproven)('$what fails, though every criterion passed', ({ record }) => {
  const { tests, summary } = ctrf(record).results;
  expect(tests.filter(({ status }) => status === 'failed')).toMatchObject([
    {
      testId: 'pump-guard/decision',
      name: 'decision',
      rawStatus: record.decision.outcome,
      message: expect.stringContaining(record.decision.reason) as string,
      extra: { exit_code: record.decision.exit_code },
    },
  ]);
  expect(summary.failed).toBe(1);
});

test('an amended go passes with its mark beside it', () => {
  const decision = ctrf(records.amended()).results.tests.at(-1);
  expect(decision).toMatchObject({ status: 'passed', extra: { marks: ['AMENDED'] } });
});

test('a test carries what it was held to, in words and in numbers', () => {
  const record = records.noGo();
  const [test] = ctrf(record).results.tests;
  expect(test).toMatchObject({
    testId: 'pump-guard/LAT-1',
    name: 'LAT-1: p95(latency) <= 60 ms',
    extra: { limit: '≤ 60 ms', value: '312 ms', n: '1200', origin: 'emulated' },
  });
  expect(test?.extra?.['numbers']).toMatchObject({
    limit: record.criteria[0]!.limit,
    estimate: { value: 312.4, unit: 'ms' },
    n: record.criteria[0]!.n,
  });
  expect(test?.message).toContain('Why: Even the optimistic bound');
});

test('the report is named by its record, and times are those of the run', () => {
  const record = records.rehearsalGo();
  const { reportId, results } = ctrf(record);
  expect(reportId).toBe('bbbbbbbb-bbbb-8bbb-bbbb-bbbbbbbbbbbb');
  expect(results.summary.start).toBe(Date.parse(record.run.started));
  expect(results.summary.stop).toBe(Date.parse(record.run.finished));
  expect(results.environment).toMatchObject({ appName: 'pump-guard', testEnvironment: 'modelled' });
});

test('what passed only when tried again is flaky where that is allowed, else it failed', () => {
  const tried = (flaky: 'allow' | 'fail', end: 'complete' | 'fault'): AcceptanceRecord => {
    const record = records.rehearsalGo();
    const fault = { code: 'LOST', message: 'the port closed', cause: 'bench' as const };
    const attempts = [
      { scenario: 'steady', attempt: 1, outcome: 'fault' as const, fault },
      { scenario: 'steady', attempt: 2, outcome: end, ...(end === 'fault' && { fault }) },
    ];
    const [device, ...others] = record.tested.devices;
    return {
      ...record,
      suite: { ...record.suite, flaky },
      tested: { ...record.tested, devices: [{ ...device!, attempts }, ...others] },
    };
  };
  const last = (record: AcceptanceRecord) => ctrf(record).results.tests.at(-1);
  expect(last(tried('allow', 'complete'))).toMatchObject({
    status: 'passed',
    flaky: true,
    retries: 1,
  });
  expect(ctrf(tried('allow', 'complete')).results.summary.flaky).toBe(1);
  expect(last(tried('fail', 'complete'))).toMatchObject({ status: 'failed', rawStatus: 'flaky' });
  expect(last(tried('allow', 'fault'))).toMatchObject({ status: 'failed', rawStatus: 'LOST' });
});
