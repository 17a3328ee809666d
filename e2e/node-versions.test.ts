import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bench, inRepository, pilot } from './pilot.ts';

const inCi = process.env['CI'] !== undefined;
const missing = inCi ? '' : ' (skipped: fetches other versions of Node; CI=true runs it)';
const suite = inRepository('suites/pump-guard-quick.suite.yaml');

test.skipIf(!inCi).each(['22', '24'])(
  `the built package gathers and judges the same on Node %s${missing}`,
  { timeout: 300_000 },
  async (version) => {
    const { folder, config } = await bench();
    const args = (run: string): string[] => [
      'run',
      suite,
      '--config',
      config,
      '--out',
      join(folder, run),
      '-q',
    ];
    expect((await pilot(args('here'))).code).toBe(3);
    const bin = inRepository('dist/cli/bin.js');
    const there = spawnSync('npx', ['--yes', `node@${version}`, bin, ...args('there')], {
      encoding: 'utf8',
    });
    expect(there.status, there.stderr).toBe(3);
    const read = (run: string, file: string): string =>
      readFileSync(join(folder, run, file), 'utf8');
    expect(JSON.parse(read('there', 'evidence.json'))).toMatchObject({
      environment: { node: expect.stringMatching(new RegExp(`^v${version}\\.`, 'u')) },
    });
    expect(read('there', 'events.ndjson')).toBe(read('here', 'events.ndjson'));
    const criteria = (run: string): unknown =>
      (JSON.parse(read(run, 'record.json')) as { criteria: unknown }).criteria;
    expect(criteria('there')).toEqual(criteria('here'));
  },
);
