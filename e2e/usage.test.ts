import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { bench, inRepository, pilot } from './pilot.ts';

test('--version prints the version of package.json', async () => {
  const { version } = JSON.parse(readFileSync(inRepository('package.json'), 'utf8')) as {
    version: string;
  };
  expect(await pilot(['--version'])).toMatchObject({ code: 0, stdout: `${version}\n` });
});

test('--help lists the everyday commands first and the exit codes', async () => {
  const { code, stdout } = await pilot(['--help']);
  expect(code).toBe(0);
  const order = ['check', 'run', 'report', 'doctor', 'gather', 'judge', 'devices'];
  const at = order.map((command) => stdout.indexOf(`pilot ${command}`));
  expect(at.every((position) => position > 0)).toBe(true);
  expect(at).toEqual(at.toSorted((a, b) => a - b));
  expect(stdout).toContain('3 inconclusive');
});

test.each([
  ['no command', [], 'Name a command'],
  ['an unknown command', ['jugde', 'x'], 'judge'],
  ['an unknown option', ['check', 'x.yaml', '--jsn'], 'jsn'],
  ['a missing suite', ['check', 'nowhere.suite.yaml'], 'does not exist'],
  ['a missing run', ['judge', '.pilot/runs/none'], 'is not a run folder'],
  ['telemetry without a suite', ['judge', 'field.ndjson'], '--suite'],
  [
    'a folder named as telemetry',
    ['judge', 'e2e/a.csv', '--suite', 'suites/pump-guard.suite.yaml'],
    'does not exist',
  ],
  [
    'a misspelt reporter, before any device is driven',
    ['run', 'suites/pump-guard.suite.yaml', '--reporter', 'htlm'],
    'Did you mean "html"?',
  ],
  [
    'an unknown device',
    ['gather', 'suites/pump-guard-quick.suite.yaml', '--device', 'pump-9'],
    'pump-01',
  ],
])('%s ends with 2 and says what to do', async (_, args, text) => {
  const { code, stderr } = await pilot(args);
  expect(code).toBe(2);
  expect(stderr).toContain(text);
  expect(stderr).not.toContain('    at ');
});

test('--json gives the error to a machine too', async () => {
  const { code, stdout } = await pilot(['check', 'nowhere.suite.yaml', '--json']);
  expect(code).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'FILE_MISSING', exitCode: 2 } });
});

test('devices lists the bench with the origin of its numbers', async () => {
  const { config } = await bench();
  const { code, stdout } = await pilot(['devices', '--config', config]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/pump-05 +emulator:rp2040 +json-lines, emulated, tags pump/u);
});

test('doctor names a broken configuration and exits with 2', async () => {
  const { config } = await bench([{ id: 'a', transport: { kind: 'emulator', board: 'rp2041' } }]);
  const { code, stdout } = await pilot(['doctor', '--config', config]);
  expect(code).toBe(2);
  expect(stdout).toContain('BROKEN   Configuration');
  expect(stdout).toContain('rp2040');
});
