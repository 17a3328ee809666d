import { expect, test } from 'vitest';
import { rehearsalGo } from '../../fixtures/records/variants.ts';
import type { History } from '../../schemas/types/history.ts';
import { frozenPoint, trendFinding, trendPoint } from '../model/trend.ts';
import { historyPage } from './page.ts';

const latency = rehearsalGo().criteria.find(({ id }) => id === 'LAT-1')!;
const frozen = frozenPoint({ ...latency, outcome: 'inconclusive' }, 'ms');

const historyOf = (title: string, count: number): History => {
  const points = Array.from({ length: count }, (_, index) => ({
    ...trendPoint(`run-${index}`, latency, 'ms'),
    limit_changed: index === 1,
    frozen: index === 1 ? frozen : null,
  }));
  const { id, metric, statistic } = latency;
  const finding = trendFinding(title, 'ms', points);
  const kind = { id, title, metric, statistic, unit: 'ms', better: 'lower', finding } as const;
  const criteria = [{ key: id, ...kind, points }];
  return { v: 1, suites: [{ id: title, question: null, runs: [], criteria }] };
};

test('what stood in the record stays text, in names, sentences and pictures', () => {
  const page = historyPage(historyOf('<script>alert(1)</script>\u202e{{style}}', 2));
  expect(page).not.toContain('<script');
  expect(page).toContain('&lt;script&gt;alert(1)');
  expect(page).toContain('[U+202E]');
  expect(page).toContain('{{style}}');
});

test('a limit that moved and one that was amended are marked in the table', () => {
  const page = historyPage(historyOf('Latency', 2));
  expect(page.match(/CHANGED AMENDED/gu)).toHaveLength(1);
  expect(page).toContain('INCONCLUSIVE by the frozen');
});

test('the latest hundred runs are in the table, and the others are counted', () => {
  const page = historyPage(historyOf('Latency', 120));
  expect(page.match(/<th scope="row">run-/gu)).toHaveLength(100);
  expect(page).toContain('20 older ones are in pilot history --json');
  expect(historyPage({ v: 1, suites: [] })).toContain('No runs yet.');
});
