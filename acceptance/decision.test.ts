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
): Criterion => ({ id, outcome, required: true, origin: 'hardware', n: 100, ...more }) as Criterion;

const decided = (criteria: Criterion[], unfinished?: 'bench-fault' | 'interrupted'): Decision =>
  decide({ criteria, unfinished, day: '2026-11-22' });

const pass = criterion('A', 'pass');
const fail = criterion('B', 'fail');
const open = criterion('C', 'inconclusive');
const error = criterion('D', 'error');

test.each([
  ['all pass', [pass], undefined, 'go', 'GO', 0],
  ['a fail', [pass, fail, open], undefined, 'no-go', 'NO-GO', 1],
  ['something open', [pass, open], undefined, 'not-enough-evidence', 'NOT ENOUGH EVIDENCE', 3],
  ['an error', [pass, error], undefined, 'not-enough-evidence', 'NOT ENOUGH EVIDENCE', 3],
  [
    'nothing required',
    [{ ...pass, required: false }],
    undefined,
    'not-enough-evidence',
    'NOT ENOUGH EVIDENCE',
    3,
  ],
  ['no criterion', [], undefined, 'not-enough-evidence', 'NOT ENOUGH EVIDENCE', 3],
  ['a fail that is not required', [pass, { ...fail, required: false }], undefined, 'go', 'GO', 0],
  [
    'a weaker pass',
    [pass, { ...pass, id: 'E', origin: 'emulated' }],
    undefined,
    'rehearsal-go',
    'REHEARSAL GO',
    0,
  ],
  [
    'a waived open',
    [pass, { ...open, waiver }],
    undefined,
    'go-with-conditions',
    'GO WITH CONDITIONS',
    0,
  ],
  [
    'a waived fail',
    [pass, { ...fail, waiver }],
    undefined,
    'go-with-conditions',
    'GO WITH CONDITIONS',
    0,
  ],
  [
    'an expired waiver',
    [pass, { ...fail, waiver: { ...waiver, expires: '2026-11-21' } }],
    undefined,
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
    undefined,
    'rehearsal-go',
    'REHEARSAL GO',
    0,
  ],
  [
    'a bench fault with something open',
    [pass, open],
    'bench-fault',
    'bench-fault',
    'NOT ENOUGH EVIDENCE',
    4,
  ],
  ['a bench fault with a fail alone', [pass, fail], 'bench-fault', 'no-go', 'NO-GO', 1],
  [
    'a bench fault with a fail and something open',
    [fail, open],
    'bench-fault',
    'no-go',
    'NO-GO',
    4,
  ],
  [
    'a bench fault whose survivors prove everything',
    [pass],
    'bench-fault',
    'bench-fault',
    'NOT ENOUGH EVIDENCE',
    4,
  ],
  [
    'an interrupted run that proves everything so far',
    [pass],
    'interrupted',
    'not-enough-evidence',
    'NOT ENOUGH EVIDENCE',
    3,
  ],
  ['an interrupted run with a fail', [pass, fail], 'interrupted', 'no-go', 'NO-GO', 1],
] as const)('%s', (_, criteria, unfinished, outcome, label, exitCode) => {
  const decision = decided(criteria as unknown as Criterion[], unfinished);
  expect([decision.outcome, decision.label, decision.exit_code]).toEqual([
    outcome,
    label,
    exitCode,
  ]);
  expect(decision.reason).toMatch(/^[A-Z0-9].*\.$/u);
});

test.each([
  ['device', 'bench-fault', 4, 'A device fault'],
  ['bench', 'bench-fault', 4, 'A bench fault'],
  ['suite', 'not-enough-evidence', 2, 'A fault of the suite'],
  ['pilotlight', 'not-enough-evidence', 70, 'A defect of Pilotlight itself'],
] as const)(
  'a fault of the %s is called so and ends with its exit code',
  (cause, outcome, exitCode, words) => {
    const frame = { unfinished: 'bench-fault', cause, day: '2026-11-22' } as const;
    const cut = decide({ ...frame, criteria: [pass] as unknown as Criterion[] });
    expect(cut).toMatchObject({ outcome, exit_code: exitCode });
    expect(cut.reason).toContain(`${words} cut the run short.`);
    const undecided = decide({ ...frame, criteria: [pass, open] as unknown as Criterion[] });
    expect(undecided).toMatchObject({ outcome, exit_code: exitCode });
    expect(undecided.reason).toContain(`${words} left 1 required criterion undecided`);
    const missed = decide({ ...frame, criteria: [fail, open] as unknown as Criterion[] });
    expect(missed).toMatchObject({ outcome: 'no-go', exit_code: exitCode });
    const sure = decide({ ...frame, criteria: [pass, fail] as unknown as Criterion[] });
    expect(sure).toMatchObject({ outcome: 'no-go', exit_code: 1 });
  },
);

test('what passed only when tried again is no go, and what fails stays a no-go', () => {
  const frame = { day: '2026-11-22', flaky: 2 };
  const again = decide({ ...frame, criteria: [pass] as unknown as Criterion[] });
  expect(again).toMatchObject({ outcome: 'not-enough-evidence', exit_code: 3 });
  expect(again.reason).toBe(
    'The 1 required criterion is proven by what was judged, but 2 tries passed only when repeated, which the suite does not allow.',
  );
  const missed = decide({ ...frame, criteria: [fail] as unknown as Criterion[] });
  expect(missed).toMatchObject({ outcome: 'no-go', exit_code: 1 });
  const without = decide({ ...frame, flaky: 0, criteria: [pass] as unknown as Criterion[] });
  expect(without.outcome).not.toBe('not-enough-evidence');
});

test('conditions carry reason, owner, approver and expiry, and the reason names them', () => {
  const decision = decided([pass, { ...open, waiver }] as Criterion[]);
  expect(decision.conditions).toEqual([{ criterion: 'C', ...waiver }]);
  expect(decision.reason).toContain('C under a waiver');
});

test('an origin weakens a decision where a required criterion has such evidence, waived or not', () => {
  const optional = criterion('F', 'pass', { required: false, origin: 'modelled' });
  expect(decided([pass, optional])).toMatchObject({ outcome: 'go', origin: 'hardware' });
  const waived = criterion('G', 'fail', { origin: 'emulated', waiver });
  const decision = decided([pass, waived]);
  expect(decision).toMatchObject({ outcome: 'rehearsal-go', origin: 'emulated' });
  expect(decision.reason).toContain('G under a waiver');
  const blank = criterion('H', 'error', { origin: 'emulated', n: 0, waiver });
  expect(decided([pass, blank])).toMatchObject({ outcome: 'go-with-conditions' });
});

test('an image that fits is no go of emulated devices, and is one where none took part', () => {
  const day = '2026-11-22';
  const emulated = [{ origin: 'hardware' }, { origin: 'emulated' }];
  expect(decide({ criteria: [pass], day, devices: emulated })).toMatchObject({
    outcome: 'rehearsal-go',
    origin: 'emulated',
  });
  expect(decide({ criteria: [pass], day, devices: [] }).outcome).toBe('go');
  expect(decide({ criteria: [pass], day, devices: [{ origin: 'simulated' }] }).origin).toBe(
    'modelled',
  );
});

test('waivers alone never make a go', () => {
  const decision = decided([{ ...open, waiver }, criterion('E', 'fail', { waiver })]);
  expect(decision).toMatchObject({ outcome: 'not-enough-evidence', exit_code: 3 });
  expect(decision.reason).toContain('Nothing is proven');
});

test.each(['2026-99-99', '2027-02-29', '9999', 'never'])(
  'a waiver until %s, no day of the calendar, does not hold',
  (expires) => {
    const decision = decided([pass, { ...fail, waiver: { ...waiver, expires } }]);
    expect(decision.outcome).toBe('no-go');
  },
);

test('events that did not fit the schema keep a run from a go, beyond the share allowed', () => {
  const day = '2026-11-22';
  const allowing = (allowed: number, criteria = [pass]): Decision =>
    decide({ criteria, day, rejected: { events: 990, rejected: 10, allowed } });
  expect(allowing(0.01).outcome).toBe('go');
  expect(allowing(0)).toMatchObject({ outcome: 'not-enough-evidence', exit_code: 3 });
  expect(allowing(0.009).reason).toContain('10 of 1000 events did not fit');
  expect(allowing(0, [{ ...open, waiver }, pass]).outcome).toBe('not-enough-evidence');
  expect(allowing(0, [fail]).outcome).toBe('no-go');
});

test('one criterion is proven and several are', () => {
  expect(decided([pass]).reason).toBe('The 1 required criterion is proven.');
  expect(decided([pass, { ...pass, id: 'E' }]).reason).toBe('All 2 required criteria are proven.');
});
