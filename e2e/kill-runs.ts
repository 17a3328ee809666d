import { existsSync, readFileSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { seededRandom } from '../device-harness/testing/seeded-random.ts';
import type { Evidence } from '../schemas/types/evidence.ts';
import type { AcceptanceRecord } from '../schemas/types/record.ts';
import type { TelemetryEvent } from '../schemas/types/telemetry.ts';
import { bench, type Ended, pilot, startPilot } from './pilot.ts';

export interface Lab {
  readonly config: string;
  readonly suite: string;
  readonly folder: string;
}

/** So few samples prove nothing: exit code of a run that ends as it should. */
export const open = 3;

export const suiteText = (scenarios: string, builds: string): string => `suite: resume
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
export const labOf = async (devices: readonly object[], text: string): Promise<Lab> => {
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

export const evidenceOf = (run: string): Evidence => json(run, 'evidence.json') as Evidence;
export const recordOf = (run: string): AcceptanceRecord =>
  json(run, 'record.json') as AcceptanceRecord;

/** What was asked and answered, whatever the sessions it was answered in. */
export const answersOf = (run: string): string[] =>
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
export const expectSame = (run: string, whole: string): void => {
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

export const sizeOf = (file: string): number =>
  statSync(file, { throwIfNoEntry: false })?.size ?? 0;

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
export const until = async (
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

export const kills = 28;

/** Kills runs, each as often as it takes, until all kills are spent; each ends as one that was not. */
export const killRuns = async ({ config, suite, folder }: Lab, seed: number): Promise<number> => {
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
