import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { beginQuarantine, sentenceOf } from '../device-harness/index.ts';
import { ptyDevice } from '../device-harness/testing/pty.ts';
import { packageRoot } from '../documents/package-root.ts';
import { scratchFolder } from '../fixtures/scratch-folder.ts';
import type { PilotConfig } from '../schemas/types/config.ts';
import type { Evidence } from '../schemas/types/evidence.ts';
import { freeze } from './freeze.ts';
import { gather } from './gather.ts';
import { withPrograms } from './hook-paths.ts';
import { judge } from './judge.ts';
import { newRun } from './new-run.ts';

const script = join(packageRoot(), 'device-harness/testing/memory-device.mjs');

const config: PilotConfig = {
  devices: ['a', 'b', 'c'].map((id) => ({
    id,
    tags: ['board'],
    transport: { kind: 'memory', script },
  })),
};

const suiteText = (steps: string, atLeast: number): string => `suite: pool
version: 1
question: May these boards go to the field?
devices: {tags: [board], at-least: ${atLeast}}
claim: these-devices
accept: modelled
scenarios:
  steady: {stimulus: stimuli.ndjson, steps: ${steps}}
criteria:
  LAT-1: p95(latency) <= 60 ms
`;

const suiteIn = async (folder: string, steps: string, atLeast: number): Promise<string> => {
  const stimuli = Array.from({ length: 9 }, (_, i) =>
    JSON.stringify({ sample: `s${i}`, truth: 'normal', x: 'AAAA' }),
  );
  await writeFile(join(folder, 'stimuli.ndjson'), `${stimuli.join('\n')}\n`);
  const file = join(folder, 'pool.suite.yaml');
  await writeFile(file, suiteText(steps, atLeast));
  return file;
};

const linesOf = (file: string): { kind: string; device?: string; message?: string }[] =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { kind: string });

test('a device in quarantine is left out, and journal, evidence and a finding say so', async () => {
  const folder = await scratchFolder();
  vi.stubEnv('PILOT_LOCKS', join(folder, 'locks'));
  const runs = join(folder, 'runs');
  const out = await beginQuarantine(runs, { id: 'b', why: 'loose cable', owner: 'Ada' });
  const suiteFile = await suiteIn(folder, '[{infer: 3}]', 2);
  const frozen = await freeze({ suiteFile, config, withDevices: true, runs });
  expect(frozen.plan.devices.map(({ id }) => id)).toEqual(['a', 'c']);
  const started = new Date();
  const run = await newRun({ frozen, runs, started, out: undefined });
  const { signal } = new AbortController();
  const evidence = await gather({ frozen, run, runs, config, started, signal });
  expect(evidence.devices.map(({ id }) => id)).toEqual(['a', 'c']);
  expect(evidence.left_out).toEqual([out]);
  const entries = linesOf(run.file('journal.ndjson')).filter(({ device }) => device === 'b');
  expect(entries.map(({ kind, message }) => [kind, message])).toEqual([
    ['quarantined', sentenceOf(out)],
    ['finding', sentenceOf(out)],
  ]);
  const { findings } = await judge(run);
  expect(findings.find(({ code }) => code === 'DEVICE_QUARANTINED')?.sentence).toContain(
    'looked after by Ada; loose cable',
  );
});

test('a suite that has too few devices left says which are out, since when, and whose they are', async () => {
  const folder = await scratchFolder();
  vi.stubEnv('PILOT_LOCKS', join(folder, 'locks'));
  const runs = join(folder, 'runs');
  const out = await beginQuarantine(runs, { id: 'b', why: 'loose cable', owner: 'Ada' });
  const suiteFile = await suiteIn(folder, '[infer]', 3);
  const freezing = freeze({ suiteFile, config, withDevices: true, runs });
  await expect(freezing).rejects.toMatchObject({
    code: 'DEVICES_QUARANTINED',
    exitCode: 4,
    message: expect.stringContaining(`needs 3 devices and 2 of 3 are left; ${sentenceOf(out)}`),
    where: { line: 4 },
  });
  await expect(freeze({ suiteFile, config, withDevices: true })).resolves.toBeDefined();
});

test('a run that is asked to end gives its board back; one that is killed loses it to the next', async () => {
  const folder = await scratchFolder();
  const locks = join(folder, 'locks');
  const device = await ptyDevice();
  onTestFinished(device.vanish);
  const suiteFile = await suiteIn(folder, '[{infer: 1}, {wait: 60 s}]', 1);
  const configFile = join(folder, 'pilot.config.mjs');
  const transport = { kind: 'serial', path: device.path };
  const bench = { devices: [{ id: 'a', tags: ['board'], transport }], lockWait: '200 ms' };
  await writeFile(configFile, `export default ${JSON.stringify(bench)};\n`);
  const command = [
    join(packageRoot(), 'node_modules/jiti/lib/jiti-cli.mjs'),
    join(packageRoot(), 'cli/bin.ts'),
    'gather',
    suiteFile,
    '--config',
    configFile,
    '--out',
  ];
  const start = (run: string) => {
    const child = spawn(process.execPath, [...command, join(folder, run)], {
      stdio: 'ignore',
      env: { ...process.env, PILOT_LOCKS: locks },
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    return { child, ended: once(child, 'exit') as Promise<[number | null]> };
  };
  const waits = async (run: string): Promise<void> => {
    const journal = join(folder, run, 'journal.ndjson');
    const isWaiting = (): boolean =>
      existsSync(journal) && readFileSync(journal, 'utf8').includes('"step":"wait 60 s"');
    for (let look = 0; look < 1000 && !isWaiting(); look += 1) await sleep(100);
  };
  const held = (): string[] => readdirSync(locks);

  const first = start('first');
  await waits('first');
  expect(held()).toHaveLength(1);
  const busy = start('busy');
  await busy.ended;
  const evidence = JSON.parse(readFileSync(join(folder, 'busy/evidence.json'), 'utf8')) as Evidence;
  expect(evidence.devices[0]?.fault).toMatchObject({
    code: 'DEVICE_BUSY',
    message: expect.stringContaining(`held by process ${first.child.pid}`),
  });
  first.child.kill('SIGTERM');
  expect((await first.ended)[0]).toBe(130);
  expect(held()).toEqual([]);

  const second = start('second');
  await waits('second');
  second.child.kill('SIGKILL');
  await second.ended;
  expect(held()).toHaveLength(1);
  const third = start('third');
  await waits('third');
  third.child.kill('SIGTERM');
  await third.ended;
  expect(held()).toEqual([]);
}, 300_000);

test('programs of hooks are found from the configuration, and bare names in PATH', () => {
  const hooks = withPrograms(
    {
      flash: { command: ['./flash.sh', './image'] },
      health: { command: ['openocd'] },
      reset: { lines: [{ dtr: true }] },
      power: { off: { command: ['tools/psu', 'off'] }, on: { command: ['/bin/psu', 'on'] } },
    },
    '/bench',
  );
  expect(hooks).toEqual({
    flash: { command: ['/bench/flash.sh', './image'] },
    health: { command: ['openocd'] },
    reset: { lines: [{ dtr: true }] },
    power: { off: { command: ['/bench/tools/psu', 'off'] }, on: { command: ['/bin/psu', 'on'] } },
  });
});
