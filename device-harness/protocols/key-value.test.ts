import { expect, test } from 'vitest';
import { seededRandom } from '../testing/seeded-random.ts';
import { keyValues } from './key-value.ts';

test.each([
  ['BENCH,run=499,cnn_us=897288', { run: '499', cnn_us: '897288' }],
  ['a=1;b=2', { a: '1', b: '2' }],
  ['a:1\tb:2', { a: '1', b: '2' }],
  ['a=1 b=2  c=3', { a: '1', b: '2', c: '3' }],
  ['mode: off line, label: "no, none"', { mode: 'off line', label: '"no' }],
  ['time=12:30', { time: '12:30' }],
  ['a=,=b,c', { a: '' }],
  ['a=1,a=1,b=1,b=2', { a: '1' }],
  ['__proto__=1,constructor=2', { ['__proto__']: '1', constructor: '2' }],
  ['', {}],
])('%s', (text, values) => {
  expect([...keyValues(text)]).toEqual(Object.entries(values));
});

test('random text neither throws nor gives an empty name', () => {
  const random = seededRandom(3);
  for (let turn = 0; turn < 5000; turn += 1) {
    const text = Array.from({ length: random(60) }, () => '=:,; \tab1"\u0000é'[random(12)]).join(
      '',
    );
    expect(keyValues(text).has('')).toBe(false);
  }
});
