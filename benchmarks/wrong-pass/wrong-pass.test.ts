import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { measure, standardError, type Measured } from './measure.ts';
import { situations } from './situations/index.ts';
import { publishedIn } from './table.ts';

/** Another one than the page was made with. */
const SEED = 20_260;

const page = readFileSync(
  fileURLToPath(new URL('../../docs/wrong-pass.md', import.meta.url)),
  'utf8',
);

const measured = (id: string, devices: number, value: number, repetitions: number): Measured => {
  const situation = situations.find((one) => one.id === id)!;
  return measure({ situation, devices, value, truth: 'limit' }, SEED, repetitions);
};

const cells: readonly (readonly [string, number, number, number])[] = [
  ['accuracy-95', 8, 0.05, 4000],
  ['accuracy-95', 8, 0.3, 3000],
  ['drop-200', 5, 0.1, 3000],
];

test.each(cells)(
  'the page tells how often %s passes wrongly on %i devices at %f',
  (id, devices, value, repetitions) => {
    const situation = situations.find((one) => one.id === id)!;
    const { share, error } = publishedIn(page, situation, devices, value);
    const { passed } = measured(id, devices, value, repetitions);
    const combined = Math.hypot(error, standardError(passed, repetitions));
    expect(share).toBeGreaterThan(0.01);
    expect(Math.abs(passed - share)).toBeLessThan(4 * combined);
  },
);

test('at a correlation of 0.05 one in twenty at most passes wrongly, and one in three naively', () => {
  const { passed, passedNaively } = measured('accuracy-95', 8, 0.05, 4000);
  expect(passed).toBeLessThan(0.05);
  // 33.5 % in a simulation of the same pilots by other code.
  expect(Math.abs(passedNaively - 0.335)).toBeLessThan(4 * standardError(0.335, 4000));
});

test('three devices never pass for a fleet', () => {
  expect(measured('accuracy-95', 3, 0, 50).passed).toBe(0);
});

test('a cell that is not on the page is an error', () => {
  expect(() => publishedIn(page, situations[0]!, 4, 0.05)).toThrow('No cell for 4 devices');
});
