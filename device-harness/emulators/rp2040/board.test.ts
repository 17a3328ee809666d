import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createBoard, type Board } from './board.ts';

const imageOf = (name: string): Uint8Array =>
  readFileSync(new URL(`../../testing/firmware/${name}.elf`, import.meta.url));

/** Runs for `ms` of virtual time and returns all the device said. */
const runFor = (board: Board, ms: number): string => {
  const until_us = board.time_us() + ms * 1000;
  let said = '';
  for (let pause = board.run(until_us, 1e9); ; pause = board.run(until_us, 1e9)) {
    said += Buffer.from(board.take()).toString('latin1');
    if (pause === 'time' || pause === 'locked-up') return said;
  }
};

const askProbe = (letters: string, ms = 100): { said: string; board: Board } => {
  const board = createBoard({ elf: imageOf('probe') });
  runFor(board, 10);
  board.feed(Buffer.from(letters));
  return { said: runFor(board, ms), board };
};

test('bytes take ten bit times on the line, in and out', () => {
  const board = createBoard({ elf: imageOf('echo'), baud: 115_200 });
  runFor(board, 10);
  const began_us = board.time_us();
  board.feed(new Uint8Array(300).fill(7));
  expect(board.run(began_us + 1e6, 1e9)).toBe('spoke');
  expect(board.take()).toHaveLength(300);
  // 300 bytes in, one more out, two byte times of silence; a few cycles to handle each.
  const lineTime_us = (bytes: number): number => (bytes * 10e6) / 115_200;
  expect(board.time_us() - began_us).toBeGreaterThanOrEqual(Math.floor(lineTime_us(303)));
  expect(board.time_us() - began_us).toBeLessThan(lineTime_us(304));
});

test('a sleeping device costs no host work, and its time is accounted as idle', () => {
  const { said, board } = askProbe('s', 20_000);
  expect(said).toBe('awake\n');
  expect(board.meter().idle_s).toBeGreaterThan(19.9);
  expect(board.meter().active_s).toBeLessThan(0.001);
  expect(board.meter().active_s + board.meter().idle_s).toBeCloseTo(20.01, 6);
});

test('an interrupt that wakes the core is handled before the next instruction, once', () => {
  const { said, board } = askProbe('i', 2000);
  expect(said).toBe('handled 1\n');
  expect(board.meter().idle_s).toBeGreaterThan(1.9);
});

test('the marker pin gives the time the device itself measured', () => {
  const { said, board } = askProbe('m');
  const measured_us = Number(/^marked (\d+)\n$/u.exec(said)?.[1]);
  expect(measured_us).toBeGreaterThan(1000);
  expect(Math.abs(board.meter().marked_s * 1e6 - measured_us)).toBeLessThan(3);
});

test('a watchdog reset keeps the scratch registers, starts the timer anew and lets time go on', () => {
  const { said, board } = askProbe('w');
  expect(said).toBe('boot 1 reason 2\n');
  board.feed(Buffer.from('w'));
  expect(runFor(board, 10)).toBe('boot 2 reason 2\n');
  board.feed(Buffer.from('t'));
  expect(Number(runFor(board, 10))).toBeLessThan(20_000);
  expect(board.resets()).toBe(2);
  expect(board.time_us()).toBe(130_000);
});

test('a reset loses what the transmit FIFO still held, and nothing that had left it', () => {
  const { said } = askProbe('tttw');
  expect(said).toBe('10boot 1 reason 2\n');
});

test.each([
  ['an undefined instruction', 'u'],
  ['a load from nowhere', 'x'],
  ['a store to flash', 'k'],
  ['a call of a null pointer', 'n'],
])('%s is a hard fault, which the firmware handles', (_, letter) => {
  expect(askProbe(letter).said).toBe('fault\n');
});

test('a fault in the fault handler locks the core up, with the reason', () => {
  const { board } = askProbe('l');
  expect(board.lockUp()).toContain('undefined instruction or breakpoint 2');
  expect(board.run(board.time_us() + 1e6, 1e9)).toBe('locked-up');
});

test('a firmware that never sleeps pauses after every slice', () => {
  const { board } = askProbe('b', 1);
  expect(board.run(Number.MAX_SAFE_INTEGER, 10_000)).toBe('slice');
});

test('a flood is handed over in bounded bursts', () => {
  const { board } = askProbe('f', 1);
  expect(board.run(board.time_us() + 1e7, 1e9)).toBe('spoke');
  expect(board.take().length).toBeLessThanOrEqual(4096);
});

test('the clock rate changes virtual time and nothing else', () => {
  const says = (clock_Hz: number): string[] => {
    const board = createBoard({ elf: imageOf('probe'), clock_Hz });
    runFor(board, 100);
    board.feed(Buffer.from('m'));
    return runFor(board, 1000).split(' ');
  };
  const [slow, fast] = [says(6e6), says(24e6)];
  expect(Number.parseInt(slow[1]!, 10) / Number.parseInt(fast[1]!, 10)).toBeCloseTo(4, 2);
});

test('the same bytes at the same times give the same bytes at the same times', () => {
  const story = (): unknown[] => {
    const board = createBoard({ elf: imageOf('probe') });
    return ['', 't', 'm', 's', 'w', 'mt', 'u'].map((letters) => {
      board.feed(Buffer.from(letters));
      return [runFor(board, 12_345), board.time_us(), board.meter()];
    });
  };
  expect(story()).toEqual(story());
});

test.each([
  [Buffer.from('not an image'), 'ELF_INVALID'],
  [Buffer.alloc(0), 'ELF_INVALID'],
])('an image that cannot be loaded is refused', (elf, code) => {
  expect(() => createBoard({ elf })).toThrow(expect.objectContaining({ code }));
});
