import { expect, test } from 'vitest';
import { seededRandom } from '../testing/seeded-random.ts';
import { between_us, readLine } from './mlperf-tiny-lines.ts';

test.each([
  ['m-ready', { kind: 'ready' }],
  ['m-init-done', { kind: 'init-done' }],
  ['m-timestamp-mode-performance', { kind: 'mode', mode: 'performance' }],
  ['m-timestamp-mode-energy', { kind: 'mode', mode: 'energy' }],
  ['m-lap-us-4294967295', { kind: 'lap', us: 4_294_967_295 }],
  ['m-name-dut-[STMicroelectronics]', { kind: 'name', text: 'STMicroelectronics' }],
  [
    'm-profile-[ULPMark for tinyML Firmware V0.0.1]',
    { kind: 'profile', text: 'ULPMark for tinyML Firmware V0.0.1' },
  ],
  ['m-model-[kws01]', { kind: 'model', text: 'kws01' }],
  ['m-warmup-start-10', { kind: 'warmup-start', count: 10 }],
  ['m-infer-start-70', { kind: 'infer-start', count: 70 }],
  ['m-[Expecting 490 bytes]', { kind: 'expecting', count: 490 }],
  ['m-results-[0.250,0.750]', { kind: 'results', scores: [0.25, 0.75] }],
  ['m-results-[0.250,0.750,]', { kind: 'results', scores: [0.25, 0.75] }],
  ['m-results-[170.093]', { kind: 'results', scores: [170.093] }],
])('%s', (line, said) => {
  expect(readLine(line)).toEqual(said);
});

test.each([
  ['e-[Unknown command: nam]', 'Unknown command: nam'],
  ['e-[Inference iterations must be >0]', 'Inference iterations must be >0'],
  ['e-[Inference warmup must be >=0]', 'Inference warmup must be >=0'],
  ["e-[Command 'db' requires a subcommand]", "Command 'db' requires a subcommand"],
  ["e-[Command 'db load' requires the # of bytes]", "Command 'db load' requires the # of bytes"],
  ["e-[Command 'db load' must be >0 bytes]", "Command 'db load' must be >0 bytes"],
  ['e-[Insufficent number of hex digits]', 'Insufficent number of hex digits'],
  ["e-[Invalid hex digit 'zz']", "Invalid hex digit 'zz'"],
  ['e-[Unknown command: [a]]', 'Unknown command: [a]'],
  [
    'Supplied buffer size 30000 exceeds maximum of 27648',
    'Supplied buffer size 30000 exceeds maximum of 27648',
  ],
  ['Input db has 4 elemented, expected 490', 'Input db has 4 elemented, expected 490'],
])('%s is an error in the words of the device', (line, words) => {
  expect(readLine(line)).toEqual({ kind: 'error', words });
});

test.each([
  'm-lap-us-4294967296',
  'm-lap-us-12x4',
  'm-lap-us--5',
  'm-lap-us-',
  'm-results-[nan,nan]',
  'm-results-[0.1,,0.9]',
  'm-results-[]',
  'm-results-[,]',
  'm-results-[0.1,0.9',
  'm-results-[1e999]',
  'm-results-[0x10]',
  'm-infer-start-',
  'm-name-dut-[]',
  'm-model-kws01',
  'm-[Expecting some bytes]',
])('%s breaks the protocol', (line) => {
  expect(readLine(line)).toMatchObject({ kind: 'broken' });
});

test.each([
  '',
  'Initialized',
  ' m-ready',
  'm-ready ',
  '[app] m-ready comes next',
  'm-readyy',
  'm-resu#ts-[0.1]',
  'Input db has 4 elemented, expected 490 or so',
  '__proto__',
  'constructor',
])('"%s" is not of the protocol', (line) => {
  expect(readLine(line)).toBeUndefined();
});

test('the clock wraps at 2^32 microseconds', () => {
  expect(between_us(4_294_966_296, 9_999_000)).toBe(10_000_000);
  expect(between_us(5, 5)).toBe(0);
});

test('a clock that runs backwards has not come round, whatever its width', () => {
  expect(between_us(0, 2 ** 31)).toBe(2 ** 31);
  expect(between_us(0, 2 ** 31 + 1)).toBeNaN();
  expect(between_us(5_000_000, 4_000_000)).toBeNaN();
  expect(between_us(2 ** 32 - 5, 2 ** 32 + 5)).toBe(10);
  expect(between_us(2 ** 33, 2 ** 33 - 1)).toBeNaN();
});

test('no text makes it throw, and what it reads is finite', () => {
  const below = seededRandom(20_251_123);
  const pieces = ['m-', 'e-[', ']', '[', ',', '%', 'lap-us-', 'results-', 'm-ready', '1', '-', '.'];
  for (let turn = 0; turn < 20_000; turn += 1) {
    const line = Array.from({ length: below(12) }, () =>
      below(3) === 0 ? String.fromCodePoint(below(0x11_0000)) : pieces[below(pieces.length)],
    ).join('');
    const said = readLine(line);
    if (said?.kind === 'results') expect(said.scores.every(Number.isFinite)).toBe(true);
    if (said?.kind === 'lap') expect(said.us).toBeLessThan(2 ** 32);
  }
});
