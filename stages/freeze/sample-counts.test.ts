import { expect, test } from 'vitest';
import type { Stimulus } from '../../schemas/types/stimulus.ts';
import { countDistinct, countSamples } from './sample-counts.ts';

const stimulus = (sample: string, truth: string, temperature: string): Stimulus => ({
  sample,
  x: 'AAAA',
  truth,
  tags: { temperature },
});

const shown = [
  stimulus('a', 'normal', 'cold'),
  stimulus('b', 'leak', 'cold'),
  stimulus('a', 'normal', 'cold'),
];

test('inferences are counted by class and condition, samples only once', () => {
  const inferences = { 'temperature=cold': 3 };
  expect(countSamples(shown, [])).toEqual({
    slices: inferences,
    truths: { normal: 2, leak: 1 },
    truth_slices: { normal: { 'temperature=cold': 2 }, leak: { 'temperature=cold': 1 } },
  });
  expect(countDistinct(shown, new Set(), [])).toMatchObject({
    samples: 2,
    truths: { normal: 1, leak: 1 },
    repeats: 0,
  });
});

test('what an earlier scenario showed is a repeat', () => {
  const seen = new Set<string>();
  countDistinct(shown, seen, []);
  expect(countDistinct([...shown, stimulus('c', 'leak', 'hot')], seen, [])).toMatchObject({
    samples: 3,
    repeats: 2,
  });
});
