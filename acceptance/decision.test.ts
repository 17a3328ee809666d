import { expect, test } from 'vitest';
import type { Criterion } from '../schemas/types/record.ts';
import { decide, type Decision } from './decision.ts';

const waiver = {
  reason: 'spare part',
  owner: 'A. Meyer',
  approver: 'B. Roy',
  expires: '2027-01-31',
};

const criterion = (
  id: string,
  outcome: Criterion['outcome'],
  more: Partial<Criterion> = {},
): Criterion => ({ id, outcome, required: true, origin: 'hardware', ...more }) as Criterion;

const decided = (criteria: Criterion[], benchFault = false): Decision =>
  decide({ criteria, benchFault, day: '2026-11-22' });

const pass = criterion('A', 'pass');
const fail = criterion('B', 'fail');
const open = criterion('C', 'inconclusive');
const error = criterion('D', 'error');

test.each([
  ['all pass', [pass], false, 'go', 'GO', 0],
  ['a fail', [pass, fail, open], false, 'no-go', 'NO-GO', 1],
  ['something open', [pass, open], false, 'not-enough-evidence', 'NOT ENOUGH EVIDENCE', 3],
  ['an error', [pass, error], false, 'not-enough-evidence', 'NOT ENOUGH EVIDENCE', 3],
  [
    'nothing required',
    [{ ...pass, required: false }],
    false,
    'not-enough-evidence',
    'NOT ENOUGH EVIDENCE',
    3,
  ],
  ['no criterion', [], false, 'not-enough-evidence', 'NOT ENOUGH EVIDENCE', 3],
  ['a fail that is not required', [pass, { ...fail, required: false }], false, 'go', 'GO', 0],
  [
    'a weaker pass',
    [pass, { ...pass, id: 'E', origin: 'emulated' }],
    false,
    'rehearsal-go',
    'REHEARSAL GO',
    0,
  ],
  [
    'a waived open',
    [pass, { ...open, waiver }],
    false,
    'go-with-conditions',
    'GO WITH CONDITIONS',
    0,
  ],
  [
    'a waived fail',
    [pass, { ...fail, waiver }],
    false,
    'go-with-conditions',
    'GO WITH CONDITIONS',
    0,
  ],
  [
    'an expired waiver',
    [pass, { ...fail, waiver: { ...waiver, expires: '2026-11-21' } }],
    false,
    'no-go',
    'NO-GO',
    1,
  ],
  [
    'a waiver on weaker evidence',
    [
      { ...pass, origin: 'modelled' },
      { ...open, waiver },
    ],
    false,
    'rehearsal-go',
    'REHEARSAL GO',
    0,
  ],
  [
    'a bench fault with something open',
    [pass, open],
    true,
    'bench-fault',
    'NOT ENOUGH EVIDENCE',
    4,
  ],
  ['a bench fault with a fail alone', [pass, fail], true, 'no-go', 'NO-GO', 1],
  ['a bench fault with a fail and something open', [fail, open], true, 'no-go', 'NO-GO', 4],
  ['a bench fault that left nothing open', [pass], true, 'go', 'GO', 0],
] as const)('%s', (_, criteria, benchFault, outcome, label, exitCode) => {
  const decision = decided(criteria as unknown as Criterion[], benchFault);
  expect([decision.outcome, decision.label, decision.exit_code]).toEqual([
    outcome,
    label,
    exitCode,
  ]);
  expect(decision.reason).toMatch(/^[A-Z0-9].*\.$/u);
});

test('conditions carry reason, owner, approver and expiry, and the reason names them', () => {
  const decision = decided([pass, { ...open, waiver }] as Criterion[]);
  expect(decision.conditions).toEqual([{ criterion: 'C', ...waiver }]);
  expect(decision.reason).toContain('C under a waiver');
});

test('an origin weakens a decision only where a required pass rests on it', () => {
  const optional = criterion('F', 'pass', { required: false, origin: 'modelled' });
  expect(decided([pass, optional])).toMatchObject({ outcome: 'go', origin: 'hardware' });
});
