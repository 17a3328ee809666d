import { expect, test } from 'vitest';
import { sized } from '../../fixtures/records/measured.ts';
import { noGo, notEnoughEvidence, rehearsalGo } from '../../fixtures/records/variants.ts';
import type { AcceptanceRecord, Criterion } from '../../schemas/types/record.ts';
import { buildReportModel } from './report-model.ts';

const next = (record: AcceptanceRecord): string[] => buildReportModel(record).next;

const only = (edit: { [K in keyof Criterion]?: Criterion[K] | undefined }): AcceptanceRecord => {
  const record = sized();
  const [first, ...rest] = record.criteria.filter(({ outcome }) => outcome === 'inconclusive');
  const proven = rest.map((one) => ({ ...one, outcome: 'pass' as const }));
  // What is edited to undefined is left out, as in a document.
  const own = JSON.parse(JSON.stringify({ ...first!, ...edit })) as Criterion;
  record.criteria = [own, ...proven];
  return record;
};

test('not enough evidence says days, boards and money to an answer', () => {
  const [whole, ...pieces] = next(sized());
  // 60 events in 10 device hours are 6 an hour; 48,000 on 8 boards take 1000 h. A board is 92 + 38.
  expect(whole).toBe(
    'One fresh pilot for ACC-1, ACC-3: 8 boards, about 42 days at the pace of this one (6 events an hour and device for ACC-1, in simulated time; real boards may take longer); 3 boards more than there were, EUR 390 (309 to 510; device and installation as in the business case).',
  );
  expect(pieces).toHaveLength(3);
  expect(pieces.join('\n')).toContain('ACC-1, ACC-2, ACC-3, CMP-1: A fresh pilot');
});

test('what more events cannot decide is said so, and asks for no pilot', () => {
  expect(next(sized()).at(-1)).toBe(
    'FPR-1 (more events cannot help): The measured share itself does not beat the limit; more events of the same kind will not prove it.',
  );
  const refused = only({ needs: {}, reason: 'the evidence is emulated', advice: undefined });
  expect(next(refused)).toEqual(['ACC-1 (more events cannot help): the evidence is emulated']);
});

test('the amount is written in the currency and notation of the business case', () => {
  const record = sized();
  record.business = { ...record.business!, currency: 'CHF', locale: 'de-DE' };
  expect(next(record)[0]).toContain('390 CHF (309 to 510;');
  record.business = null;
  expect(next(record)[0]).toMatch(/; 3 boards more than there were, no prices are given\.$/u);
});

test('no more boards than there were cost nothing, and short pilots are told in hours', () => {
  expect(next(only({ needs: { events: 1200 } }))[0]).toBe(
    'One fresh pilot for all of it: 5 boards, about 40 hours at the pace of this one (6 events an hour and device for ACC-1, in simulated time; real boards may take longer); no more boards than there were.',
  );
  expect(next(only({ needs: { events: 10 } }))[0]).toContain('less than an hour');
  expect(next(only({ needs: { devices: 7 } }))[0]).toContain(
    '7 boards, the time it takes is not known from this pilot; 2 boards more',
  );
});

test('a fresh pilot needs all its events, also where looks may be repeated', () => {
  const asked = { needs: { events: 1260 } };
  expect(next(only(asked))[0]).toContain('about 42 hours');
  expect(next(only({ ...asked, sequential: 'confidence-sequence' }))[0]).toContain(
    'about 42 hours',
  );
});

test('a time that leaves something out is the least there is, and says what it leaves out', () => {
  const record = only({ needs: { events: 10 } });
  const other = record.criteria[1]!;
  record.criteria[1] = { ...other, outcome: 'inconclusive', needs: { devices: 15 } };
  expect(next(record)[0]).toMatch(
    new RegExp(
      `: 15 boards, at least 7 minutes at the pace of this one \\(6 events an hour and device for ACC-1, in simulated time; real boards may take longer\\), the time for ${other.id} is not known; `,
      'u',
    ),
  );
  record.criteria[0]!.needs = { events: 1260, sessions: 8 };
  record.criteria[1].needs = { devices: 5 };
  expect(next(record)[0]).toMatch(
    new RegExp(
      `5 boards with 8 sessions each, at least 42 hours .*, the time for ${other.id} and for the sessions is not known; no more`,
      'u',
    ),
  );
  expect(next(only({ needs: { sessions: 8 } }))[0]).toContain('the time it takes is not known');
});

test('a decided run needs nothing, and a record without numbers still gives its advice', () => {
  expect(next(rehearsalGo())).toEqual([]);
  expect(next(noGo())).toEqual([]);
  const [broken, piece, ...more] = next(notEnoughEvidence());
  expect(more).toEqual([]);
  expect(broken).toBe('LAT-2 (could not be judged): No data.');
  expect(piece).toContain('A fresh pilot of about 620 windows');
  const unknown = only({ needs: undefined, advice: undefined, reason: 'a group has too few' });
  expect(next(unknown)).toEqual([
    'ACC-1 (the size that would decide it is not known): a group has too few',
  ]);
});

test('three hundred open criteria leave room on page one', () => {
  const record = sized();
  const [model] = record.criteria.filter(({ id }) => id === 'ACC-1');
  record.criteria = Array.from({ length: 300 }, (_, i) => ({
    ...model!,
    id: `ACC-${i}`,
    advice: `Piece ${i}. ${'word '.repeat(500)}`,
  }));
  const lines = next(record);
  expect(lines).toHaveLength(8);
  expect(lines.at(-1)).toBe('And 294 more pieces of advice; see All criteria.');
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(420);
});
