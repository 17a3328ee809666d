import { expect, test } from 'vitest';
import { rehearsalGo } from '../../fixtures/records/variants.ts';
import type { Criterion } from '../../schemas/types/record.ts';
import type { Entry } from './entry.ts';
import { seriesIn } from './series.ts';

const latency = rehearsalGo().criteria.find(({ id }) => id === 'LAT-1')!;

const runOf = (id: string, edit: Partial<Criterion>, frozen?: Partial<Criterion>): Entry => ({
  suite: 'pump-guard',
  question: null,
  run: { id } as Entry['run'],
  criteria: [{ criterion: { ...latency, ...edit }, frozen: frozen && { ...latency, ...frozen } }],
});

test('an amendment that leaves the limit alone is marked, with the frozen verdict', () => {
  const [series] = seriesIn([
    runOf('r1', {}),
    runOf('r2', { accept: 'modelled' }, { accept: 'hardware', outcome: 'inconclusive' }),
  ]);
  expect(series?.points.map(({ outcome, frozen }) => [outcome, frozen?.outcome])).toEqual([
    ['pass', undefined],
    ['pass', 'inconclusive'],
  ]);
  expect(series?.points[1]?.frozen).toMatchObject({ op: latency.op, limit: latency.limit.value });
  expect(series?.points[1]?.frozen?.words).toMatch(/^INCONCLUSIVE by the frozen [≤<] \d+ ms$/u);
});

test('at least in place of at most is another claim, whose values share no axis', () => {
  const series = seriesIn([runOf('r1', { op: '<=' }), runOf('r2', { op: '>=' })]);
  expect(series.map(({ key, better, points }) => [key, better, points.length])).toEqual([
    ['LAT-1', 'higher', 1],
    ['LAT-1~2', 'lower', 1],
  ]);
});

test('a limit that may no longer be reached has changed', () => {
  const [series] = seriesIn([runOf('r1', { op: '<=' }), runOf('r2', { op: '<' })]);
  expect(series?.points.map(({ op, limit_changed }) => [op, limit_changed])).toEqual([
    ['<=', false],
    ['<', true],
  ]);
  expect(series?.finding).toContain('the limit moved 1 time');
});
