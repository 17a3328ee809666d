import { existsSync, readFileSync, statSync } from 'node:fs';
import { appendFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PtyDevice, ptyDevice } from '../device-harness/testing/pty.ts';
import { seededRandom } from '../device-harness/testing/seeded-random.ts';
import type { Evidence } from '../schemas/types/evidence.ts';
import type { AcceptanceRecord } from '../schemas/types/record.ts';
import type { TelemetryEvent } from '../schemas/types/telemetry.ts';
import { bench, type Ended, inRepository, pilot, startPilot } from './pilot.ts';

interface Lab {
  readonly config: string;
  readonly suite: string;
  readonly folder: string;
}

/** So few samples prove nothing: exit code of a run that ends as it should. */
const open = 3;

const suiteText = (scenarios: string, builds: string): string => `suite: resume
version: 1
question: Does a run that is killed go on?
accept: modelled
deadline: 20 s
${builds}scenarios:
${scenarios}criteria:
  ACC-1: accuracy >= 10 %
  MEM-1: stack-headroom >= 1 B
`;

/** A bench with a run on it that nobody disturbed, in the folder `whole`. */
const labOf = async (devices: readonly object[], text: string): Promise<Lab> => {
  const { folder, config } = await bench(devices);
  const stimuli = Array.from({ length: 24 }, (_, index) =>
    JSON.stringify({ sample: `s${index}`, truth: 'normal', x: 'AAAA' }),
  );
  await writeFile(join(folder, 'stimuli.ndjson'), `${stimuli.join('\n')}\n`);
  const suite = join(folder, 'resume.suite.yaml');
  await writeFile(suite, text);
  const whole = join(folder, 'whole');
  const { code, stderr } = await pilot(['run', suite, '--config', config, '--out', whole, '-q']);
  expect(code, stderr).toBe(open);
  return { config, suite, folder };
};

const lines = (file: string): string[] => readFileSync(file, 'utf8').split('\n').slice(0, -1);

const eventsOf = (run: string): TelemetryEvent[] =>
  lines(join(run, 'events.ndjson')).map((line) => JSON.parse(line) as TelemetryEvent);

const json = (run: string, name: string): unknown =>
  JSON.parse(readFileSync(join(run, name), 'utf8'));

const evidenceOf = (run: string): Evidence => json(run, 'evidence.json') as Evidence;
const recordOf = (run: string): AcceptanceRecord => json(run, 'record.json') as AcceptanceRecord;

/** What was asked and answered, whatever the sessions it was answered in. */
const answersOf = (run: string): string[] =>
  eventsOf(run)
    .filter(({ kind }) => kind === 'inference')
    .map(({ device, scenario, sample, truth }) => `${device} ${scenario} ${sample} ${truth}`)
    .toSorted();

const countsOf = (run: string): unknown => {
  const { criteria, decision, tested } = recordOf(run);
  return {
    decision: decision.outcome,
    inferences: tested.counts.inferences,
    criteria: criteria.map(({ id, n, outcome }) => ({ id, n, outcome })),
  };
};

/** Holds a run that was killed against one that was not. */
const expectSame = (run: string, whole: string): void => {
  expect(answersOf(run)).toEqual(answersOf(whole));
  const ids = eventsOf(run).map(({ device, session, seq }) => `${device} ${session} ${seq}`);
  expect(new Set(ids).size).toBe(ids.length);
  expect(countsOf(run)).toEqual(countsOf(whole));
  const evidence = evidenceOf(run);
  expect(evidence).toMatchObject({ outcome: 'complete', counts: { rejected: 0, faults: 0 } });
  expect(evidence.counts.events).toBe(ids.length);
  const journal = lines(join(run, 'journal.ndjson')).map(
    (line) => JSON.parse(line) as { seq: number; kind: string },
  );
  expect(journal.map(({ seq }) => seq)).toEqual(journal.map((_, index) => index));
  expect(evidence.run.resumed ?? 0).toBe(journal.filter(({ kind }) => kind === 'resumed').length);
  expect(existsSync(join(run, 'parts'))).toBe(false);
};

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/** Moments that pass too fast to be met by chance. */
const moments = [
  'parts',
  'events.ndjson.part',
  'events.ndjson',
  'rejected.ndjson',
  'evidence.json',
  'record.json',
];

/** When to kill: as a file appears or goes, or after so much more of the journal. */
const deathOf = (random: (below: number) => number, run: string): (() => boolean) => {
  if (random(4) === 0) {
    const file = join(run, moments[random(moments.length)]!);
    const was = existsSync(file);
    return () => existsSync(file) !== was;
  }
  const journal = join(run, 'journal.ndjson');
  const size = sizeOf(journal) + random(6000);
  return () => sizeOf(journal) > size;
};

/** Starts the command and kills it as it is told; undefined where it was killed. */
const until = async (
  args: readonly string[],
  isTime: () => boolean,
): Promise<Ended | undefined> => {
  const running = startPilot(args);
  const over = new AbortController();
  void running.ended.then(() => over.abort());
  while (!over.signal.aborted && !isTime()) await sleep(1);
  running.kill('SIGKILL');
  const ended = await running.ended;
  return ended.code === null ? undefined : ended;
};

const kills = 28;

/** Kills runs, each as often as it takes, until all kills are spent; each ends as one that was not. */
const killRuns = async ({ config, suite, folder }: Lab, seed: number): Promise<number> => {
  const whole = join(folder, 'whole');
  const random = seededRandom(seed);
  let [killed, runs] = [0, 0];
  while (killed < kills) {
    runs += 1;
    const run = join(folder, `run-${runs}`);
    for (;;) {
      const isThere = existsSync(run);
      const about = isThere ? ['--resume', run] : [suite, '--out', run];
      const isTime = killed < kills ? deathOf(random, run) : () => false;
      const ended = await until(['run', ...about, '--config', config, '-q'], isTime);
      if (ended) {
        expect(ended.code, ended.stderr).toBe(open);
        break;
      }
      killed += 1;
    }
    expectSame(run, whole);
    const { attempt } = evidenceOf(run).run;
    // Attempts are runs, not processes; one killed before its folder was there is none.
    expect(attempt).toBe(runs + 1);
  }
  return killed;
};

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
