import { expect, test } from 'vitest';
import { syntheticPlan } from '../../fixtures/oracle/synthetic-pilot.ts';
import type { Criterion } from '../../schemas/types/plan.ts';
import { checkDelivery } from './criteria.ts';
import { procedureLacks } from './procedures.ts';
import { countSamples } from './sample-counts.ts';
import { scenarioSize } from './scenario-size.ts';

const lackOf = (text: string, more: Partial<Criterion>): string | undefined =>
  procedureLacks(syntheticPlan({ 'X-1': { expect: text, ...more } }).criteria[0]!)?.message;

const sprt = { sequential: 'sprt' } as const;
const sequence = { sequential: 'confidence-sequence' } as const;
const percent = (value: number) => ({ expected: { value, unit: '%' } });

test.each<[string, Partial<Criterion>, RegExp | undefined]>([
  ['accuracy >= 95 %', sequence, undefined],
  ['p95(latency) <= 60 ms', sequence, undefined],
  ['mean(energy-per-inference) <= 5 mJ', sequence, /cannot be judged at every look/u],
  ['every(latency) <= 60 ms', sequence, /cannot be judged at every look/u],
  ['accuracy >= 95 %', sprt, /what is expected, and that is not stated/u],
  ['accuracy >= 95 %', { ...sprt, ...percent(99) }, undefined],
  ['accuracy >= 95 %', { ...sprt, ...percent(95) }, /better than the limit/u],
  ['accuracy >= 95 %', { ...sprt, ...percent(100) }, /better than the limit/u],
  ['false-positive-rate <= 10 %', { ...sprt, ...percent(2) }, undefined],
  ['false-positive-rate <= 10 %', { ...sprt, ...percent(20) }, /better than the limit/u],
  ['p95(latency) <= 60 ms', { ...sprt, ...percent(1) }, undefined],
  ['p95(latency) <= 60 ms', { ...sprt, ...percent(6) }, /better than the limit/u],
  ['p5(latency) >= 60 ms', { ...sprt, ...percent(1) }, undefined],
  ['accuracy >= 95 %', { population: 'complete' }, undefined],
  ['p95(latency) <= 60 ms', { population: 'complete' }, undefined],
  ['every(latency) <= 60 ms', { population: 'complete' }, /no value over a complete population/u],
  ['energy-per-day <= 20 J', { population: 'complete' }, /no value over a complete population/u],
  ['accuracy >= 95 %', { population: 'complete', ...sequence }, /nothing to come in one by one/u],
])('%s with %j', (text, more, message) => {
  if (message === undefined) expect(lackOf(text, more)).toBeUndefined();
  else expect(lackOf(text, more)).toMatch(message);
});

test('each tag of a combination must be one of the stimuli, and device always is', () => {
  const check = (name: string): (() => void) => {
    const { criteria } = syntheticPlan({ 'X-1': { expect: 'accuracy >= 80 %', in_every: [name] } });
    const delivery = { fields: { label: {}, truth: {} }, hasBuild: true, hasBaseline: false };
    const tags = new Set(['temperature', 'mounting']);
    return () => checkDelivery(criteria, { ...delivery, hasProfile: true, tags });
  };
  expect(check('temperature × mounting')).not.toThrow();
  expect(check('device')).not.toThrow();
  expect(check('device × temperature')).not.toThrow();
  expect(check('temperature × load')).toThrow(/no stimulus carries the tag "load"/u);
});

const stimulus = (sample: string, tags: Record<string, string>, truth = 'normal') => ({
  sample,
  truth,
  tags,
  x: 'AAA=',
});

test('combinations that are asked for are counted beside the tags themselves', () => {
  const { slices, truth_slices: byTruth } = countSamples(
    [
      stimulus('a', { temperature: 'cold', mounting: 'stud' }),
      stimulus('b', { temperature: 'cold', mounting: 'stud' }, 'cavitation'),
      stimulus('c', { temperature: 'cold' }),
    ],
    ['temperature × mounting', 'temperature'],
  );
  expect(slices).toEqual({
    'temperature=cold': 3,
    'mounting=stud': 2,
    'temperature × mounting=cold × stud': 2,
  });
  expect(byTruth['cavitation']).toEqual({
    'temperature=cold': 1,
    'mounting=stud': 1,
    'temperature × mounting=cold × stud': 1,
  });
});

test('the roll of a scenario is that of its inferences, in any order and on their devices', () => {
  const [a, b] = [stimulus('a', {}), stimulus('b', {})];
  const rollOf = (byDevice: [string, (typeof a)[]][]): string | undefined =>
    scenarioSize('s', ['reset', 'infer'], new Map(byDevice), () => ({ file: 'f', line: 1 }), {
      deadline: '1 s',
      seen: new Set(),
      slicings: [],
    }).roll;
  expect(rollOf([['one', [a, b]]])).toBe(rollOf([['one', [b, a]]]));
  expect(rollOf([['one', [a, b]]])).not.toBe(rollOf([['two', [a, b]]]));
  expect(
    rollOf([
      ['one', [a]],
      ['two', [b]],
    ]),
  ).not.toBe(
    rollOf([
      ['one', [b]],
      ['two', [a]],
    ]),
  );
});
