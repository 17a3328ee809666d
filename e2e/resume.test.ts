import { readFileSync } from 'node:fs';
import { appendFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PtyDevice, ptyDevice } from '../device-harness/testing/pty.ts';
import {
  answersOf,
  evidenceOf,
  expectSame,
  killRuns,
  kills,
  type Lab,
  labOf,
  open,
  recordOf,
  sizeOf,
  suiteText,
  until,
} from './kill-runs.ts';
import { inRepository, pilot, startPilot } from './pilot.ts';

describe('boards on serial lines', () => {
  const ports: PtyDevice[] = [];
  let lab: Lab;
  beforeAll(async () => {
    ports.push(await ptyDevice(), await ptyDevice());
    lab = await labOf(
      ports.map(({ path }, index) => ({
        id: `board-${index + 1}`,
        transport: { kind: 'serial', path },
      })),
      suiteText(
        `  steady: {stimulus: stimuli.ndjson, steps: [reset, infer]}
  turns:
    stimulus: stimuli.ndjson
    steps: [reset, {repeat: 12, steps: [{wait: 5 ms}, {infer: 2}]}, {wait: 20 ms}]
`,
        '',
      ),
    );
  });
  afterAll(async () => {
    await Promise.all(ports.map((port) => port.vanish()));
  });

  test(
    `${kills} times killed: nothing is lost, nothing counts twice`,
    { timeout: 900_000 },
    async () => {
      expect(await killRuns(lab, 41)).toBe(kills);
    },
  );

  test('an interrupted run says how to go on, and goes on with what is left', async () => {
    const { suite, config, folder } = lab;
    const run = join(folder, 'interrupted');
    const running = startPilot(['run', suite, '--config', config, '--out', run]);
    await running.saw('/96 inferences');
    running.kill('SIGINT');
    const { code, stderr } = await running.ended;
    expect(code).toBe(130);
    expect(stderr).toContain('pilot run --resume');
    expect(evidenceOf(run).outcome).toBe('interrupted');
    const before = answersOf(run);
    const again = await pilot(['run', '--resume', run, '--config', config]);
    expect(again.code, again.stderr).toBe(open);
    expect(again.stderr).toContain('going on:');
    expectSame(run, join(folder, 'whole'));
    expect(answersOf(run)).toEqual(expect.arrayContaining(before));
    expect(evidenceOf(run).run.resumed).toBe(1);
    const { findings } = recordOf(run);
    expect(findings.some(({ code: finding }) => finding === 'RESUMED')).toBe(true);
  });

  test('a run that has ended says so and is judged again, and drives nobody', async () => {
    const { config, folder } = lab;
    const run = join(folder, 'whole');
    const before = readFileSync(join(run, 'record.json'), 'utf8');
    const journal = sizeOf(join(run, 'journal.ndjson'));
    const { code, stderr } = await pilot(['run', '--resume', run, '--config', config]);
    expect(code, stderr).toBe(open);
    expect(stderr).toContain('has ended; no device is driven again');
    expect(readFileSync(join(run, 'record.json'), 'utf8')).toBe(before);
    expect(sizeOf(join(run, 'journal.ndjson'))).toBe(journal);
  });

  test('a torn last line is cut off and journaled, and its stimulus put again', async () => {
    const { suite, config, folder } = lab;
    const run = join(folder, 'torn');
    const args = ['gather', suite, '--config', config, '--out', run, '-q'];
    const part = join(run, 'parts/board-1.events');
    expect(await until(args, () => sizeOf(part) > 2000)).toBeUndefined();
    await appendFile(part, '{"v":1,"device":"board-1","session":"steady-1","se');
    await appendFile(join(run, 'journal.ndjson'), '{"seq":');
    const { code, stderr } = await pilot(['run', '--resume', run, '--config', config, '-q']);
    expect(code, stderr).toBe(open);
    expectSame(run, join(folder, 'whole'));
    const journal = readFileSync(join(run, 'journal.ndjson'), 'utf8');
    expect(journal).toContain('cut off 50 B at the end of parts/board-1.events');
    expect(journal).toContain('at the end of journal.ndjson');
  });

  test('two processes never gather into one run', async () => {
    const { suite, config, folder } = lab;
    const run = join(folder, 'twice');
    const text = readFileSync(suite, 'utf8').replace('{wait: 20 ms}', '{wait: 5 min}');
    const slow = join(folder, 'slow.suite.yaml');
    await writeFile(slow, text);
    const first = startPilot(['gather', slow, '--config', config, '--out', run]);
    await first.saw('96/96');
    const second = await pilot(['run', '--resume', run, '--config', config]);
    expect(second.code).toBe(2);
    expect(second.stderr).toContain('RUN_BUSY');
    first.kill('SIGINT');
    expect((await first.ended).code).toBe(130);
  });

  test('what was changed since is refused by name', async () => {
    const { suite, config, folder } = lab;
    const run = join(folder, 'changed');
    const own = join(folder, 'own.ndjson');
    const moved = join(folder, 'moved.suite.yaml');
    await writeFile(own, readFileSync(join(folder, 'stimuli.ndjson'), 'utf8'));
    await writeFile(moved, readFileSync(suite, 'utf8').replaceAll('stimuli.ndjson', 'own.ndjson'));
    const args = ['gather', moved, '--config', config, '--out', run, '-q'];
    expect(await until(args, () => sizeOf(join(run, 'journal.ndjson')) > 3000)).toBeUndefined();
    await appendFile(own, '{"sample":"new","truth":"normal","x":"AAAA"}\n');
    const changed = await pilot(['run', '--resume', run, '--config', config]);
    expect(changed.code).toBe(2);
    expect(changed.stderr).toMatch(/stimulus.*own\.ndjson.*was changed[\s\S]*RESUME_CHANGED/u);
    await rm(moved);
    const gone = await pilot(['run', '--resume', run, '--config', config]);
    expect(gone.stderr).toMatch(/moved\.suite\.yaml[\s\S]*RESUME_CHANGED/u);
  });
});

describe('emulated boards', () => {
  test(
    `${kills} times killed: nothing is lost, nothing counts twice`,
    { timeout: 900_000 },
    async () => {
      const build = inRepository('fixtures/firmware/pump-guard/int8-candidate.build.yaml');
      const windows = inRepository('fixtures/pump/steady-state.ndjson');
      const lab = await labOf(
        ['01', '02'].map((n) => ({
          id: `pump-${n}`,
          transport: { kind: 'emulator', board: 'rp2040' },
        })),
        suiteText(
          `  steady: {stimulus: ${windows}, samples-per-device: 8, steps: [reset, infer]}
  duty:
    stimulus: ${windows}
    samples-per-device: 8
    steps: [reset, {repeat: 8, steps: [{sleep: 1 s}, {infer: 1}]}]
`,
          `builds: {candidate: ${build}}\n`,
        ),
      );
      expect(await killRuns(lab, 43)).toBe(kills);
    },
  );
});
