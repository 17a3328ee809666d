import { expect, test } from 'vitest';
import { judgeSynthetic } from '../fixtures/oracle/judge-synthetic.ts';
import {
  syntheticEvents,
  syntheticEvidence,
  syntheticPlan,
} from '../fixtures/oracle/synthetic-pilot.ts';
import type { Evidence } from '../schemas/types/evidence.ts';
import type { Plan } from '../schemas/types/plan.ts';
import type { AcceptanceRecord } from '../schemas/types/record.ts';

type Earlier = Evidence['run']['earlier'][number];

const sha = (letter: string): string => letter.repeat(64);

const plain = syntheticPlan({ 'ACC-1': 'accuracy >= 85 %' });

const judgeAfter = (earlier: Earlier[], more: Partial<Plan> = {}): Promise<AcceptanceRecord> => {
  const { run, ...evidence } = syntheticEvidence();
  return judgeSynthetic({ ...plain, ...more }, syntheticEvents({ accuracy: 0.98 }), {
    evidence: {
      ...evidence,
      files: [{ path: 'events.ndjson', sha256: sha('e'), bytes: 1 }],
      run: { ...run, attempt: earlier.length + 1, earlier },
    },
  });
};

const seen = (
  label: string,
  events: string,
  outcome: Earlier['outcome'] = 'complete',
): Earlier => ({
  run: events,
  label,
  events: sha(events),
  outcome,
});

test('one look is the default and says so', async () => {
  const record = await judgeAfter([]);
  expect(record.looks).toEqual({ declared: 1, taken: 1, confidence: 0.95 });
  expect(record.decision.undeclared_look).toBeUndefined();
  expect(record.findings).toEqual([]);
});

test('a second look at other events was not declared: on page one, with what it costs', async () => {
  const record = await judgeAfter([seen('NOT ENOUGH EVIDENCE', 'a')]);
  expect(record.looks).toMatchObject({ declared: 1, taken: 2 });
  expect(record.decision).toMatchObject({ outcome: 'rehearsal-go', undeclared_look: true });
  expect(record.decision.reason).toMatch(/This is the second look, not declared\.$/u);
  const finding = record.findings.find(({ code }) => code === 'LOOK_UNDECLARED');
  expect(finding).toMatchObject({ severity: 'warning' });
  expect(finding!.sentence).toContain('look 2 at this question');
  expect(finding!.sentence).toContain('up to 10 %');
  expect(finding!.sentence).toContain('9 % at three looks, 14 % at five and 21 % at eight');
  expect(record.run.earlier).toEqual([{ run: 'a', label: 'NOT ENOUGH EVIDENCE' }]);
});

test.each<[string, Earlier[], number]>([
  ['the very same events, as an emulator gives them', [seen('NO-GO', 'e'), seen('NO-GO', 'e')], 1],
  ['events looked at twice', [seen('NO-GO', 'a'), seen('NO-GO', 'a')], 2],
  ['two different runs', [seen('NO-GO', 'a'), seen('GO', 'b')], 3],
  ['a bench fault that left it open', [seen('NOT ENOUGH EVIDENCE', 'a', 'bench-fault')], 1],
  ['a bench fault that was no-go all the same', [seen('NO-GO', 'a', 'bench-fault')], 2],
  ['one that was interrupted and judged', [seen('NOT ENOUGH EVIDENCE', 'a', 'interrupted')], 2],
  ['one that was interrupted before', [seen('NOT JUDGED', 'a', 'interrupted')], 1],
  ['one that was gathered and may be judged', [seen('NOT JUDGED', 'a')], 2],
  ['one that broke off without evidence', [{ run: 'a', label: 'NOT JUDGED' }], 1],
  ['folders that are gone', [1, 2].map((n) => ({ run: `${n}`, label: 'FOLDER GONE' })), 3],
])('%s: counted as it could have shown an answer', async (_, earlier, taken) => {
  expect((await judgeAfter(earlier)).looks?.taken).toBe(taken);
});

test('declared looks split the error and are no finding until there are more', async () => {
  const looks = 3;
  const earlier = [seen('NOT ENOUGH EVIDENCE', 'a'), seen('NOT ENOUGH EVIDENCE', 'b')];
  const third = await judgeAfter(earlier, { looks });
  expect(third.looks).toEqual({ declared: 3, taken: 3, confidence: 1 - 0.05 / 3 });
  expect(third.decision.undeclared_look).toBeUndefined();
  const once = await judgeAfter([]);
  const [split, whole] = [third, once].map(({ criteria }) => criteria[0]!.result!.lower.value!);
  expect(split).toBeLessThan(whole!);
  const rows = third.criteria[0]!.sensitivity;
  expect(rows).toHaveLength(12);
  expect(rows.find((row) => row.icc_floor === 0.05 && row.confidence > 0.98)?.bound).toBe(split);
  const fourth = await judgeAfter([...earlier, seen('GO', 'c')], { looks });
  expect(fourth.decision.undeclared_look).toBe(true);
});

test('what holds at every look needs no declaration and splits nothing', async () => {
  const { criteria } = syntheticPlan({
    'ACC-1': { expect: 'accuracy >= 85 %', sequential: 'confidence-sequence' },
  });
  const record = await judgeAfter([seen('NO-GO', 'a')], { criteria, looks: 1 });
  expect(record.looks?.taken).toBe(2);
  expect(record.decision.undeclared_look).toBeUndefined();
  expect(record.findings.map(({ code }) => code)).toEqual(['EARLIER_ATTEMPTS']);
  const split = await judgeAfter([], { criteria, looks: 4 });
  expect(split.criteria[0]!.result).toEqual(record.criteria[0]!.result);
});
