import { expect, test } from 'vitest';
import { variants } from '../../fixtures/records/variants.ts';
import type { AcceptanceRecord } from '../../schemas/types/record.ts';
import { attemptCases } from './attempts.ts';

type Attempt = NonNullable<AcceptanceRecord['tested']['devices'][number]['attempts']>[number];

const fault = { code: 'LOST', message: 'the <link> & its cable', cause: 'bench' as const };
const failed = (attempt: number, group?: string): Attempt => ({
  scenario: 'steady',
  ...(group !== undefined && { group }),
  attempt,
  outcome: 'fault',
  fault,
});
const done = (attempt: number, group?: string): Attempt => ({
  ...failed(attempt, group),
  outcome: 'complete',
  fault: undefined as never,
});

const casesOf = (
  attempts: Attempt[],
  flaky?: 'fail' | 'allow',
): ReturnType<typeof attemptCases> => {
  const record = variants.rehearsalGo();
  return attemptCases({
    ...record,
    suite: { ...record.suite, ...(flaky && { flaky }) },
    tested: { ...record.tested, devices: [{ ...record.tested.devices[0]!, attempts }] },
  });
};

test('tries in a row are one case; a group that is begun anew is another', () => {
  const cases = casesOf([
    failed(1, 'a'),
    done(2, 'a'),
    failed(1, 'b'),
    failed(2, 'b'),
    failed(1),
    failed(1, 'b'),
    done(2, 'b'),
    done(2),
  ]);
  expect(cases.map(({ outcome }) => outcome)).toEqual(['fail', 'error', 'fail', 'fail']);
  const tries = cases.map(({ xml }) => /name="attempts" value="(\d)"/u.exec(xml)?.[1]);
  expect(tries).toEqual(['2', '2', '2', '2']);
});

test('a try that failed is a flakyFailure where a later one passed, else a rerunFailure', () => {
  const [flaky] = casesOf([failed(1), failed(2), done(3)], 'allow');
  expect(flaky?.outcome).toBe('pass');
  expect(flaky?.xml.match(/<flakyFailure /gu)).toHaveLength(2);
  expect(flaky?.xml).not.toMatch(/<(?:failure|error|rerunFailure)/u);
  const [forbidden] = casesOf([failed(1), done(2)]);
  expect(forbidden?.xml).toMatch(/<failure type="Flaky"[\s\S]*<flakyFailure /u);
  const [never] = casesOf([failed(1), failed(2), failed(3)]);
  expect(never?.xml).toMatch(/<error type="LOST"/u);
  expect(never?.xml.match(/<rerunFailure /gu)).toHaveLength(2);
  expect(never?.xml).toContain('the &lt;link&gt; &amp; its cable');
});
