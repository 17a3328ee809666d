import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inRepository, root } from './pilot.ts';

const inCi = process.env['CI'] !== undefined;
const missing = inCi ? '' : ' (skipped: installs from the npm registry; CI=true runs it)';

const suite = `suite: bells
version: 1
question: Do the bells answer fast enough?
devices: {at-least: 5}
criteria:
  LAT-1: p95(latency) <= 200 ms
`;
const config = `import { defineConfig } from 'pilotlight';

export default defineConfig({
  devices: [1, 2, 3, 4, 5, 6, 7, 8].map((n) => ({
    id: 'bell-' + n,
    transport: { kind: 'serial', path: '/dev/ttyACM' + n, baud: 115200 },
  })),
});
`;

/** 8 bells, 100 answers each, all alike. */
const telemetry = (latency_us: number): string =>
  Array.from({ length: 800 }, (_, index) => {
    const seq = Math.floor(index / 8);
    return `${JSON.stringify({
      v: 1,
      device: `bell-${index % 8}`,
      session: 'boot-1',
      seq,
      time_us: seq * 1e6,
      kind: 'inference',
      sample: `c${index}`,
      latency_us: latency_us + (index % 13) * 1000,
      start: 'warm',
      label: 'hello',
    })}\n`;
  }).join('');

describe.skipIf(!inCi)(`the package in an empty folder${missing}`, () => {
  const work = inCi ? mkdtempSync(join(tmpdir(), 'pilot-package-')) : '';
  const clone = join(work, 'clone');
  const home = join(work, 'home');
  const packed: string[] = [];

  const run = (command: string, args: readonly string[], cwd = home) => {
    const env = { ...process.env, NO_COLOR: '1' };
    const shell = process.platform === 'win32';
    return spawnSync(command, args, { cwd, env, shell, encoding: 'utf8', maxBuffer: 1e8 });
  };
  const pilot = (...args: string[]) => run('npx', ['--no-install', 'pilot', ...args]);

  beforeAll(() => {
    // The tree as a clone has it: unbuilt. Each installed package is linked by itself, so that
    // nothing done in the copy can empty the folder of the original.
    const left = new Set(['.git', '.pilot', 'dist', 'node_modules']);
    cpSync(root, clone, { recursive: true, filter: (path) => !left.has(basename(path)) });
    mkdirSync(join(clone, 'node_modules'));
    for (const name of readdirSync(inRepository('node_modules')))
      symlinkSync(inRepository('node_modules', name), join(clone, 'node_modules', name));

    const pack = run('npm', ['pack', '--json', '--pack-destination', work], clone);
    expect(pack.status, pack.stderr).toBe(0);
    packed.push(...readdirSync(work).filter((name) => name.endsWith('.tgz')));
    expect(packed).toHaveLength(1);

    mkdirSync(home);
    writeFileSync(join(home, 'package.json'), '{"private": true, "type": "module"}\n');
    const flags = ['--no-audit', '--no-fund', '--prefer-offline'];
    const install = run('npm', ['install', ...flags, join(work, packed[0]!)]);
    expect(install.status, install.stderr).toBe(0);
    writeFileSync(join(home, 'bells.suite.yaml'), suite);
    writeFileSync(join(home, 'pilot.config.ts'), config);
    writeFileSync(join(home, 'fast.ndjson'), telemetry(90_000));
    writeFileSync(join(home, 'slow.ndjson'), telemetry(290_000));
  });
  afterAll(() => rmSync(work, { recursive: true, force: true }));

  test('holds what the command needs and nothing of its making', () => {
    const folder = join(home, 'node_modules/pilotlight');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    for (const needed of [
      'dist/cli/bin.js',
      'dist/index.d.ts',
      'schemas/suite.schema.json',
      'reporters/templates/document.hbs',
      'parts/rp2040.yaml',
      'docs/wire-protocol.md',
      'LICENSE',
      'suites/mlperf-tiny-kws.suite.yaml',
      'fixtures/mlperf/kws01/y_labels.csv',
      'dist/vitest/index.js',
    ])
      expect(existsSync(join(folder, needed)), needed).toBe(true);
    const unwanted =
      /\.test\.|\.map$|\.built$|bare-loop|\/(?:testing|oracle|fixtures(?!\/mlperf(?:\/|$))|e2e|benchmarks|setup)\//u;
    expect(files.filter((file) => unwanted.test(`/${file.replaceAll('\\', '/')}`))).toEqual([]);
    expect(existsSync(join(home, 'node_modules/puppeteer'))).toBe(false);
  });

  test('answers with the version of its package.json', () => {
    const { version } = JSON.parse(readFileSync(inRepository('package.json'), 'utf8')) as {
      version: string;
    };
    expect(pilot('--version')).toMatchObject({ status: 0, stdout: `${version}\n` });
  });

  test('finds the emulator and the typed configuration', () => {
    const { status, stdout, stderr } = pilot('doctor');
    expect(status, stderr).toBe(0);
    expect(stdout).toContain('rp2040js loads');
    expect(stdout).toMatch(/pilot\.config\.ts, 8 devices/u);
  });

  test('hands its types to who writes a configuration', () => {
    const wrong = config.replace('baud: 115200', "baud: 'fast'");
    writeFileSync(join(home, 'wrong.config.ts'), wrong);
    const tsc = (file: string) =>
      run(process.execPath, [
        inRepository('node_modules/typescript/bin/tsc'),
        '--noEmit',
        '--strict',
        '--module',
        'nodenext',
        '--ignoreConfig',
        file,
      ]);
    expect(tsc('pilot.config.ts')).toMatchObject({ status: 0, stdout: '' });
    expect(tsc('wrong.config.ts').stdout).toContain("'string' is not assignable to type 'number'");
  });

  test('checks a suite', () => {
    const { status, stdout, stderr } = pilot('check', 'bells.suite.yaml');
    expect(status, stderr).toBe(0);
    expect(stdout).toContain('LAT-1');
  });

  test.each([
    ['fast', 0, 'GO'],
    ['slow', 1, 'NO-GO'],
  ])('judges %s telemetry: exit code %i', (name, code, decision) => {
    const args = ['--suite', 'bells.suite.yaml', '--origin', 'hardware', '--reporter', 'html'];
    const { status, stdout, stderr } = pilot('judge', `${name}.ndjson`, ...args);
    expect(status, stderr).toBe(code);
    expect(stdout).toMatch(new RegExp(`^\\W*${decision}\\b`, 'mu'));
  });
});
