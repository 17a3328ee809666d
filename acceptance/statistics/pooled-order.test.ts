import { expect, test } from 'vitest';
import { seeded } from '../../fixtures/oracle/synthetic-pilot.ts';
import { ascending } from './descriptive.ts';
import { pooledOrder } from './pooled-order.ts';

test('holds every value once, in order and with its owner, however lists are split and tied', () => {
  const random = seeded(9);
  for (let round = 0; round < 200; round += 1) {
    const lists = Array.from({ length: Math.floor(random() * 9) }, () =>
      ascending(
        Array.from({ length: Math.floor(random() * 20) }, () =>
          round % 2 === 0 ? Math.floor(random() * 5) : random(),
        ),
      ),
    );
    const { values, owners } = pooledOrder(lists);
    expect([...values]).toEqual(ascending(lists.flat()));
    for (const [owner, list] of lists.entries()) {
      expect([...values].filter((_, i) => owners[i] === owner)).toEqual(list);
    }
  }
});

test('the same lists are pooled once', () => {
  const lists = [[1, 3], [2]];
  expect(pooledOrder(lists)).toBe(pooledOrder(lists));
  expect([...pooledOrder(lists).owners]).toEqual([0, 1, 0]);
});
