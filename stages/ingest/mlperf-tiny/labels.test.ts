import { expect, test } from 'vitest';
import { isLabels, readLabels } from './labels.ts';

test('blanks around a cell are no part of it, and what follows the class is not read', () => {
  const labels = readLabels('y.csv', ' a b.bin , 2,1 \r\n\nsub/c.bin,12, 11,x, y\n');
  expect([...labels]).toEqual([
    ['a b.bin', 1],
    ['c.bin', 11],
  ]);
});

test.each(['a.bin,2', 'a.bin,2,2', ',2,1', 'a.bin,2,1x', 'a.bin,-2,1', `${'a'.repeat(301)},2,1`])(
  '%s is refused at its line',
  (line) => {
    expect(() => readLabels('y.csv', `f.bin,2,1\n${line}\n`)).toThrow(
      expect.objectContaining({ code: 'MLPERF_SOURCE', where: { file: 'y.csv', line: 2 } }),
    );
  },
);

test.each([
  ['blanks', ' '.repeat(2048)],
  ['blanks between letters', `a${' '.repeat(2046)}b`],
  ['blanks behind a name', `a,${' '.repeat(2046)}b`],
  ['a line without end', ' '.repeat(1 << 22)],
])('%s are no list, and are told so at once', (_, text) => {
  const began = performance.now();
  expect(isLabels(text)).toBe(false);
  expect(() => readLabels('y.csv', `${text}x`)).toThrow('does not read "file, classes, class"');
  expect(performance.now() - began).toBeLessThan(1000);
});
