import { expect, test } from 'vitest';
import { syntheticEvents } from '../../fixtures/oracle/synthetic-pilot.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';
import {
  combinedKeys,
  conditionKey,
  conditionOf,
  createConditions,
  valueIn,
} from './conditions.ts';
import { createNumbering } from './numbering.ts';

test('conditions are numbered by name, an event without a tag belongs to none', () => {
  const conditions = createConditions(['mounting', 'temperature × mounting', 'device']);
  const event = syntheticEvents()[0]!;
  const tupleOf = (more: Partial<TelemetryEvent>): number[] => [
    ...conditions.tuples[conditions.of({ ...event, ...more })]!,
  ];
  expect(tupleOf({ tags: { mounting: 'stud', temperature: 'hot' } })).toEqual([0, 0, 0]);
  expect(tupleOf({ tags: { mounting: 'glue' } })).toEqual([1, -1, 0]);
  expect(tupleOf({ device: 'b', tags: { temperature: 'hot' } })).toEqual([-1, -1, 1]);
  expect(tupleOf({ tags: { mounting: 'glue', temperature: 'hot' } })).toEqual([1, 1, 0]);
  expect(tupleOf({ tags: { mounting: 'stud', temperature: 'hot' } })).toEqual([0, 0, 0]);
  expect([0, 1, 2].map((name) => conditions.values(name))).toEqual([
    ['stud', 'glue'],
    ['hot × stud', 'hot × glue'],
    [event.device, 'b'],
  ]);
  expect(conditions.tuples).toHaveLength(4);
});

test('where nothing is sliced all events belong together', () => {
  const conditions = createConditions([]);
  expect(conditions.of(syntheticEvents()[0]!)).toBe(0);
  expect(conditions.tuples).toEqual([new Int32Array(0)]);
});

test('no two conditions share a name or a key', () => {
  expect(conditionOf(['a', 'b × c'])).not.toBe(conditionOf(['a × b', 'c']));
  expect(conditionKey('a', 'b=c')).not.toBe(conditionKey('a=b', 'c'));
  expect(valueIn(conditionKey('a=b', 'c'), 'a')).toBeUndefined();
  expect(valueIn('temperature × mounting=cold × stud', 'temperature × mounting')).toBe(
    'cold × stud',
  );
  expect(valueIn('temperature × mounting=cold × stud', 'temperature')).toBeUndefined();
});

test('only combinations are keyed that were asked for and whose tags are all there', () => {
  const names = ['temperature', 'temperature × mounting', 'temperature × load'];
  expect(combinedKeys(names, { temperature: 'cold', mounting: 'stud' })).toEqual([
    'temperature × mounting=cold × stud',
  ]);
});

test('samples are numbered as they come, a hundred thousand of them and each again', () => {
  const number = createNumbering();
  const names = Array.from({ length: 100_000 }, (_, i) => `sample-${(i * 7919) % 100_003}`);
  expect(names.every((name, i) => number(name) === i)).toBe(true);
  expect(names.every((name, i) => number(name) === i)).toBe(true);
  expect([number(''), number('\u{1f600}'), number('')]).toEqual([100_000, 100_001, 100_000]);
});
