import { execFile } from 'node:child_process';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scratchFolder } from '../fixtures/scratch-folder.ts';
import { inRepository } from './pilot.ts';

const suite = `# what is tried
suite: demo
version: 1
question: May it?
devices: {tags: [board], at-least: 5}
accept: modelled
scenarios:
  steady:
    stimulus: stimuli.ndjson
    steps: [reset, infer]
criteria:
  LAT-1: p95(latency) <= 60 ms
  LAT-2: p95(latency) <= 20 ms
  ACC-1: {expect: accuracy >= 90 %, scenario: steady}
`;

interface Result {
  readonly fullName: string;
  readonly status: string;
  readonly failureMessages: readonly string[];
  readonly location: { readonly line: number; readonly column: number };
  readonly meta: { readonly verdict?: { readonly outcome: string } };
}

interface Report {
  readonly numTotalTestSuites: number;
  readonly testResults: readonly { readonly assertionResults: readonly Result[] }[];
}

/** A project of a user of the door: devices in memory, a suite, Vitest with the plugin. */
const project = async (changes: { suite?: string; script?: string } = {}) => {
  const folder = await scratchFolder();
  await symlink(inRepository('node_modules'), join(folder, 'node_modules'));
  const script = changes.script ?? inRepository('device-harness/testing/memory-device.mjs');
  const devices = ['a', 'b', 'c', 'd', 'e'].map((id) => ({
    id,
    tags: ['board'],
    transport: { kind: 'memory', script },
  }));
  const stimuli = Array.from({ length: 60 }, (_, index) =>
    JSON.stringify({ sample: `s${index}`, truth: index % 10 ? 'normal' : 'cavitation', x: 'AAAA' }),
  );
  const door = inRepository('dist/vitest/index.js');
  await mkdir(join(folder, 'suites'));
  await Promise.all([
    writeFile(
      join(folder, 'vitest.config.mjs'),
      `import { pilotSuites } from ${JSON.stringify(door)};\nexport default { plugins: [pilotSuites()] };\n`,
    ),
    writeFile(
      join(folder, 'pilot.config.mjs'),
      `export default ${JSON.stringify({ devices, runs: 'runs' })};\n`,
    ),
    writeFile(join(folder, 'suites/stimuli.ndjson'), `${stimuli.join('\n')}\n`),
    writeFile(join(folder, 'suites/demo.suite.yaml'), changes.suite ?? suite),
    writeFile(
      join(folder, 'own.test.mjs'),
      `import { test } from 'vitest';\ntest('own', () => {});\n`,
    ),
  ]);
  const run = async (...args: string[]) => {
    const vitest = join(folder, 'node_modules/vitest/vitest.mjs');
    const env = { ...process.env, NO_COLOR: '1', VITEST: undefined, VITEST_POOL_ID: undefined };
    const reporters = ['--reporter=default', '--reporter=json', '--outputFile.json=out.json'];
    const [code, text] = await new Promise<[number, string]>((resolve) => {
      const argv = [vitest, 'run', '--root', folder, ...reporters, ...args];
      execFile(process.execPath, argv, { cwd: folder, env }, (error, stdout, stderr) =>
        resolve([Number(error?.code ?? 0), stdout + stderr]),
      );
    });
    const report = async (): Promise<Result[]> => {
      const { testResults } = JSON.parse(
        await readFile(join(folder, 'out.json'), 'utf8'),
      ) as Report;
      return testResults.flatMap(({ assertionResults }) => assertionResults);
    };
    return { code, text, report };
  };
  return { folder, run };
};

const statusOf = (results: readonly Result[]): Record<string, string> =>
  Object.fromEntries(results.map(({ fullName, status }) => [fullName, status]));

test('a suite is a test file: scenarios are described, criteria are tests at their line', async () => {
  const { run } = await project();
  const { code, text, report } = await run();
  const results = await report();

  expect(code).toBe(1);
  expect(statusOf(results)).toEqual({
    own: 'passed',
    'demo steady LAT-1: p95(latency) <= 60 ms': 'passed',
    'demo steady LAT-2: p95(latency) <= 20 ms': 'failed',
    'demo steady ACC-1: accuracy >= 90 %': 'failed',
    'demo decision': 'failed',
  });
  const lines = results.map(({ location }) => location?.line);
  expect(lines).toEqual(expect.arrayContaining([12, 13, 14, 4]));
  expect(text).toContain('CriterionMissed: Latency (p95)');
  expect(text).toContain('13|   LAT-2: p95(latency) <= 20 ms');
  expect(text).toContain('Inconclusive: Accuracy was 90 %');
  expect(results.find(({ fullName }) => fullName.includes('LAT-1'))?.meta.verdict).toMatchObject({
    outcome: 'pass',
  });
});

test('a second run does not take the copies of suites in run folders for suites', async () => {
  const { run } = await project();
  await run();
  const { report } = await run();
  expect(await report()).toHaveLength(5);
});

test('one criterion is chosen by its name or by its line', async () => {
  const { run } = await project();
  const ran = async (...args: string[]) =>
    (await (await run(...args)).report())
      .filter(({ status }) => status === 'passed' || status === 'failed')
      .map(({ fullName }) => fullName);
  expect(await ran('-t', 'LAT-1')).toEqual(['demo steady LAT-1: p95(latency) <= 60 ms']);
  expect(await ran('suites/demo.suite.yaml:14')).toEqual(['demo steady ACC-1: accuracy >= 90 %']);
});

test('a bench fault fails every criterion it left undecided, and skips none', async () => {
  const { run } = await project({ script: '/nowhere/device.mjs' });
  const { code, text, report } = await run();
  const statuses = statusOf(await report());
  expect(code).toBe(1);
  expect(Object.values(statuses).filter((status) => status === 'failed')).toHaveLength(4);
  expect(Object.values(statuses)).not.toContain('skipped');
  expect(text).toContain('BenchFault');
  expect(text).toContain('The device script /nowhere/device.mjs does not exist');
});

test('what cannot even be frozen fails every criterion and says where', async () => {
  const { run } = await project({ suite: suite.replace('stimuli.ndjson', 'gone.ndjson') });
  const { code, text, report } = await run();
  expect(code).toBe(1);
  expect((await report()).filter(({ status }) => status === 'failed')).toHaveLength(4);
  expect(text).toContain('demo.suite.yaml:9:15');
  expect(text).toContain('[FILE_MISSING]');
});

test('a misspelt key is an error of the file with its line and the key that was meant', async () => {
  const { run } = await project({ suite: suite.replace('criteria:', 'criterea:') });
  const { code, text } = await run();
  expect(code).toBe(1);
  expect(text).toContain('demo.suite.yaml:11');
  expect(text).toContain('criteria');
});
