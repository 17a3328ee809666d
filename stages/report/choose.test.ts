import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { PilotError } from '../../documents/pilot-error.ts';
import { reporters } from '../../reporters/index.ts';
import { chooseReporters } from './choose.ts';

const piped = { isTerminal: false };

const refused = (
  texts: readonly string[],
  stdout: Parameters<typeof chooseReporters>[1],
): string => {
  try {
    chooseReporters(texts, stdout);
  } catch (error) {
    expect(error).toBeInstanceOf(PilotError);
    expect((error as PilotError).exitCode).toBe(2);
    return `${(error as PilotError).message}; ${(error as PilotError).hint}`;
  }
  throw new Error(`${texts.join(' ')} is not refused`);
};

test('a name alone goes into the run folder, - to standard output, all else to its path', () => {
  const chosen = chooseReporters(['html', 'json=-', 'junit=out/a=b.xml'], piped);
  expect(chosen.map(({ to }) => to)).toEqual([
    'run-folder',
    'stdout',
    { file: resolve('out/a=b.xml') },
  ]);
  expect(chooseReporters(['github'], piped)[0]?.to).toBe('stdout');
  expect(chooseReporters(['html=/dev/stdout'], piped)[0]?.to).toBe('stdout');
});

test('every reporter is chosen by the id under which it is kept', () => {
  for (const id of Object.keys(reporters)) {
    expect(chooseReporters([id], piped)[0]?.reporter.id).toBe(id);
  }
});

test('standard output holds one thing', () => {
  expect(refused(['markdown=-', 'csv=-'], piped)).toContain(
    'both the reporter markdown and the reporter csv',
  );
  expect(refused(['github', 'json=-'], piped)).toContain('--reporter json=PATH');
  expect(refused(['markdown=-'], { ...piped, takenBy: '--json' })).toContain(
    'both --json and the reporter markdown',
  );
});

test('a file holds one report', () => {
  expect(refused(['html', 'html'], piped)).toContain('reports/report.html');
  expect(refused(['html=a/../x', 'junit=./x'], piped)).toContain(resolve('x'));
  expect(chooseReporters(['html', 'html=copy.html'], piped)).toHaveLength(2);
});

test('an empty path and bytes on a terminal are refused', () => {
  expect(refused(['html='], piped)).toContain('html=-');
  expect(refused(['html= '], piped)).toContain('html=PATH');
  expect(refused(['pdf=-'], { isTerminal: true })).toContain('> pilot.pdf');
  expect(chooseReporters(['pdf=-'], piped)[0]?.to).toBe('stdout');
  expect(chooseReporters(['html=-'], { isTerminal: true })[0]?.to).toBe('stdout');
});

test('an unknown name is answered with the nearest', () => {
  expect(refused(['markdwn'], piped)).toContain('Did you mean "markdown"?');
  expect(refused(['?=-'], piped)).toContain('csv, ctrf, github');
});
