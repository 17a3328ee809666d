import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type PtyDevice, ptyDevice } from '../device-harness/testing/pty.ts';
import type { Evidence } from '../schemas/types/evidence.ts';
import type { AcceptanceRecord } from '../schemas/types/record.ts';
import { bench, inRepository, pilot, startPilot } from './pilot.ts';

const boards = 5;
const each = 40;

const suiteText = `suite: boards
version: 1
question: May these boards go to the field?
devices: {tags: [board], at-least: ${boards}}
deadline: 1 s
scenarios:
  steady: {stimulus: stimuli.ndjson, steps: [reset, infer]}
criteria:
  LAT-1: p95(latency) <= 60 ms
  MEM-3: stack-headroom >= 512 B
`;

/** Boards as processes of their own behind real serial lines; the first one misbehaves. */
const setUp = async (misbehaviour: Parameters<typeof ptyDevice>[0] = {}) => {
  const devices: PtyDevice[] = [];
  for (let index = 0; index < boards; index += 1) {
    devices.push(await ptyDevice(index === 0 ? misbehaviour : {}));
  }
  const { folder, config } = await bench(
    devices.map(({ path }, index) => ({
      id: `board-${index + 1}`,
      tags: ['board'],
      transport: { kind: 'serial', path },
      // A pty stands in for the boards; what they would be is stated.
      origin: 'hardware',
    })),
  );
  const stimuli = Array.from({ length: each }, (_, i) =>
    JSON.stringify({ sample: `s${i}`, truth: 'normal', x: 'AAAA' }),
  );
  await writeFile(join(folder, 'stimuli.ndjson'), `${stimuli.join('\n')}\n`);
  const suite = join(folder, 'boards.suite.yaml');
  await writeFile(suite, suiteText);
  const run = join(folder, 'run');
  const json = (name: string): unknown => JSON.parse(readFileSync(join(run, name), 'utf8'));
  return {
    args: ['run', suite, '--config', config, '--out', run],
    suite,
    run,
    record: () => json('record.json') as AcceptanceRecord,
    evidence: () => json('evidence.json') as Evidence,
    [Symbol.asyncDispose]: async () => {
      await Promise.all(devices.map((device) => device.vanish()));
    },
  };
};

test('five boards on serial lines that do what they should are a GO on hardware', async () => {
  await using lab = await setUp();
  const { code, stdout, stderr } = await pilot(lab.args);
  expect(code, stderr).toBe(0);
  expect(stdout).toMatch(/^GO\b/mu);
  expect(lab.record().criteria.map(({ origin }) => origin)).toEqual(['hardware', 'hardware']);
  expect(lab.evidence().counts).toMatchObject({ faults: 0, rejected: 0 });
});

test.each([
  ['never answers', { fault: 'deaf' }, 0],
  ['goes silent', { fault: 'silence', after: 7 }, 7],
  ['answers garbage', { fault: 'garbage', after: 7 }, 7],
  ['floods', { fault: 'flood', after: 7 }, 7],
  ['resets in mid-scenario', { fault: 'reset', after: 7 }, 7],
  ['disappears', { fault: 'disappear', after: 7 }, 7],
])(
  'a board that %s ends in a bench fault, never in a pass, and what came before is kept',
  async (_, misbehaviour, kept) => {
    await using lab = await setUp(misbehaviour);
    const { code, stdout, stderr } = await pilot(lab.args);
    expect(code, stderr).toBe(4);
    expect(stdout).not.toMatch(/^GO\b/mu);
    expect(stderr).toContain('fault on board-1');
    const evidence = lab.evidence();
    expect(evidence.outcome).toBe('bench-fault');
    expect(evidence.devices.map(({ inferences }) => inferences)).toEqual([
      kept,
      each,
      each,
      each,
      each,
    ]);
    expect(evidence.devices[0]?.fault?.message).toBeTruthy();
    expect(lab.record().decision.outcome).toBe('bench-fault');
    expect(readFileSync(join(lab.run, 'journal.ndjson'), 'utf8')).toContain('"kind":"fault"');
  },
);

test('boards that run another build than the one under test are a bench fault', async () => {
  await using lab = await setUp();
  const build = inRepository('fixtures/firmware/pump-guard/int8-candidate.build.yaml');
  await writeFile(lab.suite, `${suiteText}builds: {candidate: ${build}}\n`);
  const { code, stderr } = await pilot(lab.args);
  expect(code).toBe(4);
  expect(stderr).toContain('it runs the firmware "pty-device", and the build is "pump-guard"');
  expect(lab.record().decision.label).toBe('NOT ENOUGH EVIDENCE');
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s ends with 130, a readable journal and all events so far',
  async (signal) => {
    await using lab = await setUp({ fault: 'silence', after: 7 });
    const patient = readFileSync(lab.suite, 'utf8').replace('deadline: 1 s', 'deadline: 5 min');
    await writeFile(lab.suite, patient);
    const running = startPilot(lab.args);
    // Every other board has answered everything; the silent one is being waited for.
    await running.saw(`160/${boards * each}`);
    running.kill(signal);
    const { code } = await running.ended;
    expect(code).toBe(130);
    expect(lab.evidence()).toMatchObject({ outcome: 'interrupted', counts: { rejected: 0 } });
    const events = readFileSync(join(lab.run, 'events.ndjson'), 'utf8');
    const kept = events.match(/"kind":"inference"/gu)?.length ?? 0;
    expect(kept).toBeGreaterThanOrEqual(160);
    const counted = lab.evidence().devices.map(({ inferences }) => inferences ?? 0);
    expect(counted.reduce((sum, n) => sum + n)).toBe(kept);
    expect(lab.record().criteria.every(({ outcome }) => outcome === 'pass')).toBe(false);
    const journal = readFileSync(join(lab.run, 'journal.ndjson'), 'utf8').trim().split('\n');
    expect(JSON.parse(journal.at(-1) ?? '')).toMatchObject({
      kind: 'run-finished',
      outcome: 'interrupted',
    });
  },
);
