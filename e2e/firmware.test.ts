import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { AcceptanceRecord } from '../schemas/types/record.ts';
import { bench, inRepository, pilot } from './pilot.ts';

const compiler = 'arm-none-eabi-gcc';
const hasCompiler = spawnSync(compiler, ['--version']).status === 0;
const missing = hasCompiler ? '' : ` (skipped: ${compiler} is missing)`;

test.skipIf(!hasCompiler)(
  `a busy-loop built into the firmware makes LAT-1 fail${missing}`,
  async () => {
    const { folder, config } = await bench();
    const source = inRepository('fixtures/firmware/pump-guard');
    const built = spawnSync('sh', [join(source, 'build.sh'), folder, '-DBUSY_LOOP_US=50000'], {
      encoding: 'utf8',
    });
    expect(built.stderr).toBe('');
    const image = join(folder, 'int8-candidate.elf');
    const digest = createHash('sha256').update(readFileSync(image)).digest('hex');
    const build = readFileSync(join(source, 'int8-candidate.build.yaml'), 'utf8')
      .replace(/image: .*/u, `image: ${image}`)
      .replace(/sha256: .*/u, `sha256: ${digest}`)
      .replace(/part: .*/u, `part: ${inRepository('parts/rp2040.yaml')}`);
    await writeFile(join(folder, 'slow.build.yaml'), build);
    const suite = readFileSync(inRepository('suites/pump-guard-quick.suite.yaml'), 'utf8')
      .replaceAll('../', `${inRepository()}/`)
      .replace(/candidate: .*/u, 'candidate: slow.build.yaml')
      .replace('samples-per-device: 8', 'samples-per-device: 16');
    await writeFile(join(folder, 'slow.suite.yaml'), suite);
    const run = join(folder, 'run');
    const { code, stderr } = await pilot([
      'run',
      join(folder, 'slow.suite.yaml'),
      '--config',
      config,
      '--out',
      run,
      '-q',
    ]);
    expect(code, stderr).toBe(1);
    const record = JSON.parse(readFileSync(join(run, 'record.json'), 'utf8')) as AcceptanceRecord;
    const latency = record.criteria.find(({ id }) => id === 'LAT-1');
    expect(latency?.outcome).toBe('fail');
    expect(latency?.result?.estimate.value).toBeGreaterThan(70);
  },
);

const inCi = process.env['CI'] !== undefined;

test.skipIf(!inCi)(
  `the golden float run is gathered again, event for event${inCi ? '' : ' (skipped: takes minutes; CI=true runs it)'}`,
  { timeout: 900_000 },
  async () => {
    const { folder, config } = await bench();
    const run = join(folder, 'run');
    const suite = inRepository('fixtures/runs/float-baseline.suite.yaml');
    const { code, stderr } = await pilot(['gather', suite, '--config', config, '--out', run, '-q']);
    expect(code, stderr).toBe(0);
    const golden = readFileSync(inRepository('fixtures/runs/float-baseline/events.ndjson'), 'utf8');
    expect(readFileSync(join(run, 'events.ndjson'), 'utf8') === golden).toBe(true);
  },
);
