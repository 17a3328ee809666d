import { expect, test } from 'vitest';
import { PilotError } from '../../documents/pilot-error.ts';
import { parseCriterion } from './parse.ts';
import { quantityIn } from './limit.ts';
import type { Span } from './tokens.ts';

test.each([
  [
    'p95(latency) <= 60 ms',
    { metric: 'latency', statistic: 'p95', op: '<=', limit: { value: 60, unit: 'ms' } },
  ],
  ['median(latency) <= 40 ms', { metric: 'latency', statistic: 'median' }],
  ['p99.9(cold-latency) < 0.09 s', { metric: 'cold-latency', statistic: 'p99.9', op: '<' }],
  [
    'accuracy >= 85 %',
    { metric: 'accuracy', statistic: 'share', op: '>=', limit: { value: 85, unit: '%' } },
  ],
  ['accuracy>=85%', { metric: 'accuracy', limit: { value: 85, unit: '%' } }],
  [
    'recall(bearing-wear) >= 75 %',
    { metric: 'recall', argument: 'bearing-wear', statistic: 'share' },
  ],
  ['false-positive-rate <= 15 %', { metric: 'false-positive-rate' }],
  ['drop(accuracy) <= 2 points', { metric: 'drop', argument: 'accuracy', statistic: 'difference' }],
  ['drop(accuracy) <= -1 points', { metric: 'drop', limit: { value: -1, unit: 'points' } }],
  ['mean(energy-per-inference) <= 500 uJ', { metric: 'energy-per-inference', statistic: 'mean' }],
  ['energy-per-day <= 20 J', { metric: 'energy-per-day', statistic: 'per-day' }],
  ['battery-life >= 365 days', { metric: 'battery-life', statistic: 'life' }],
  ['data-per-day <= 2 kB', { metric: 'data-per-day', limit: { value: 2, unit: 'kB' } }],
  ['flash <= 64 KiB', { metric: 'flash', statistic: 'value' }],
  ['stack-headroom > 512 B', { metric: 'stack-headroom', op: '>' }],
  ['  ram   <=  3.2e4   B ', { metric: 'ram', limit: { value: 32_000, unit: 'B' } }],
])('reads %s', (text, expected) => {
  expect(parseCriterion(text)).toMatchObject({ expect: text, ...expected });
});

/** The error of a criterion, and the stretch of its text that it points at. */
const failure = (text: string): { code: string; hint: string; at: string } => {
  let span: Span = { offset: -1, length: 0 };
  try {
    parseCriterion(text, (found) => {
      span = found;
      return { file: 'a.suite.yaml', line: 1, column: found.offset + 1 };
    });
  } catch (error) {
    if (!(error instanceof PilotError)) throw error;
    expect(error.exitCode).toBe(2);
    expect(error.where?.column).toBe(span.offset + 1);
    const at = text.slice(span.offset, span.offset + span.length);
    return { code: error.code, hint: error.hint, at };
  }
  throw new Error(`"${text}" was accepted`);
};

test.each([
  ['p95(latancy) <= 60 ms', 'METRIC_UNKNOWN', 'latancy'],
  ['acuracy >= 85 %', 'METRIC_UNKNOWN', 'acuracy'],
  ['toString >= 85 %', 'METRIC_UNKNOWN', 'toString'],
  ['p95 <= 60 ms', 'METRIC_UNKNOWN', 'p95'],
  ['latency <= 60 ms', 'STATISTIC_UNKNOWN', 'latency'],
  ['mean(latency) <= 60 ms', 'STATISTIC_UNKNOWN', 'mean'],
  ['max(latency) <= 60 ms', 'STATISTIC_UNKNOWN', 'max'],
  ['p95(accuracy) >= 60 %', 'STATISTIC_UNKNOWN', 'p95'],
  ['p0(latency) <= 60 ms', 'STATISTIC_UNKNOWN', 'p0'],
  ['recall >= 80 %', 'ARGUMENT_MISSING', 'recall'],
  ['accuracy(cavitation) >= 80 %', 'ARGUMENT_UNKNOWN', 'cavitation'],
  ['drop(latency) <= 2 points', 'ARGUMENT_UNKNOWN', 'latency'],
  ['p95(latency) <= 60 mA', 'UNIT_MISMATCH', 'mA'],
  ['drop(accuracy) <= 2 %', 'UNIT_MISMATCH', '%'],
  ['p95(latency) <= 60 msec', 'UNIT_UNKNOWN', 'msec'],
  ['accuracy >= 850 %', 'LIMIT_RANGE', '850'],
  ['p95(latency) <= -3 ms', 'LIMIT_RANGE', '-3'],
  ['p95(latency) <= ms', 'CRITERION_SYNTAX', 'ms'],
  ['p95(latency) <= 60', 'CRITERION_SYNTAX', ''],
  ['p95(latency <= 60 ms', 'CRITERION_SYNTAX', '<='],
  ['p95(latency) = 60 ms', 'CRITERION_SYNTAX', '='],
  ['p95(latency) <= 60 ms please', 'CRITERION_SYNTAX', 'please'],
  ['', 'CRITERION_SYNTAX', ''],
])('refuses %j with %s at %j', (text, code, at) => {
  const found = failure(text);
  expect([found.code, found.at]).toEqual([code, at]);
  expect(found.hint).not.toBe('');
});

test('a misspelt metric is answered with the nearest one', () => {
  expect(failure('false-postive-rate <= 15 %').hint).toContain('false-positive-rate');
});

test('converting a limit does not move it past a value that lies on it', () => {
  expect(quantityIn({ value: 60, unit: 'ms' }, 'us')).toBe(60_000);
  expect(quantityIn({ value: 33.3, unit: 'ms' }, 'us')).toBe(33_300);
  expect(quantityIn({ value: 64, unit: 'KiB' }, 'B')).toBe(65_536);
  expect(quantityIn({ value: 2, unit: 'years' }, 'days')).toBe(730.5);
});
