import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { isAlive, survivorsOf } from '../testing/processes.ts';
import { endDying, findProgram, spawnDying } from './dies-with-us.ts';

/** A shell that refuses to be asked, starts another process, says both pids and waits. */
const stubborn = ['sh', '-c', 'trap "" TERM; sleep 600 & echo $$ $!; wait; wait; sleep 600'];

const pidsOf = async (output: NodeJS.ReadableStream): Promise<number[]> => {
  const [line] = (await once(output.setEncoding('utf8'), 'data')) as [string];
  return line.trim().split(' ').map(Number);
};

test('a program and what it started die when we are killed outright', async () => {
  const module = fileURLToPath(new URL('dies-with-us.ts', import.meta.url));
  const script = `
    const { default: { spawnDying } } = await import(${JSON.stringify(module)});
    spawnDying(${JSON.stringify(stubborn)}).stdout.pipe(process.stdout);`;
  const parent = spawn(
    process.execPath,
    ['--import', 'jiti/register', '--input-type=module', '-e', script],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const gone = once(parent, 'exit');
  const pids = await pidsOf(parent.stdout);
  expect(pids).toHaveLength(2);
  expect(pids.every(isAlive)).toBe(true);
  parent.kill('SIGKILL');
  await gone;
  expect(await survivorsOf(pids)).toEqual([]);
});

test('a program that ignores the request is ended after the grace', async () => {
  const child = spawnDying(stubborn);
  const pids = await pidsOf(child.stdout);
  expect(pids[0]).toBe(child.pid);
  await endDying(child, 50);
  expect(child.signalCode).toBe('SIGKILL');
  expect(await survivorsOf(pids)).toEqual([]);
  await endDying(child);
});

test('a program that cannot be killed is not waited for without end', async () => {
  // In our own group, which nobody signals, it is as deaf as one that the system cannot end.
  const child = spawn('sleep', ['600']);
  await expect(endDying(child, 50)).rejects.toMatchObject({
    code: 'LOST',
    message: expect.stringContaining('did not end when it was killed'),
  });
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
});

test('a program that heeds the request may say goodbye', async () => {
  const child = spawnDying([
    'sh',
    '-c',
    'trap "echo bye; exit 7" TERM; echo up; while :; do sleep 0.02; done',
  ]);
  await once(child.stdout.setEncoding('utf8'), 'data');
  const goodbye = once(child.stdout, 'data');
  await endDying(child, 10_000);
  expect(await goodbye).toEqual(['bye\n']);
  expect(child.exitCode).toBe(7);
});

test('what a program leaves running ends with it', async () => {
  const child = spawnDying(['sh', '-c', 'sleep 600 >/dev/null 2>&1 & echo $$ $!']);
  const gone = once(child, 'exit');
  const pids = await pidsOf(child.stdout);
  await gone;
  expect(child.exitCode).toBe(0);
  expect(await survivorsOf(pids)).toEqual([]);
});

test('arguments reach the program as they are', async () => {
  const odd = ['-n', '--', 'two words', '$HOME', '"', "'", ''];
  const child = spawnDying([
    process.execPath,
    '-e',
    'console.log(JSON.stringify(process.argv.slice(1)))',
    '--',
    ...odd,
  ]);
  const [line] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
  expect(JSON.parse(line)).toEqual(odd);
});

test('a program that is not there is named', () => {
  expect(() => spawnDying(['no-such-program'])).toThrow(
    expect.objectContaining({ code: 'PROGRAM_MISSING', exitCode: 4 }),
  );
  expect(() => findProgram('./no-such', { folder: '/' })).toThrow('no-such');
  expect(findProgram('sh')).toMatch(/\/sh$/u);
});
