import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { PilotError } from '../../documents/pilot-error.ts';
import { scratchFolder } from '../../fixtures/scratch-folder.ts';
import { loadConfig } from '../config.ts';
import { freeze } from '../freeze.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const example = join(repository, 'fixtures/patterns/bench-print.patterns.yaml');

const suite = `suite: prints
version: 1
question: May it go?
devices: {tags: [valve]}
scenarios:
  overheard:
    steps: [{listen: {count: 20, within: 5 min}}, {listen: {for: 60 s}}]
criteria:
  LAT-1: p95(latency) <= 60 ms
`;

/** A bench of two devices that one patterns file describes, and its frozen plan. */
const frozen = async (mend: (file: string) => Promise<void> = async () => {}) => {
  const folder = await scratchFolder();
  const file = join(folder, 'firmware/p.patterns.yaml');
  await mkdir(dirname(file), { recursive: true });
  await copyFile(example, file);
  await mend(file);
  await writeFile(join(folder, 'a.suite.yaml'), suite);
  await writeFile(
    join(folder, 'pilot.config.mjs'),
    `const device = (id) => ({ id, tags: ['valve'], transport: { kind: 'memory', script: 'd.mjs' }, protocol: { kind: 'patterns', file: 'firmware/p.patterns.yaml' } });
export default { devices: [device('v-1'), device('v-2')] };`,
  );
  const { config } = await loadConfig(folder);
  return freeze({ suiteFile: join(folder, 'a.suite.yaml'), config, withDevices: true });
};

test('what lines mean is frozen with the limits, once for all devices of a file', async () => {
  const { plan } = await frozen();
  expect(plan.inputs.filter(({ role }) => role === 'patterns')).toMatchObject([
    { path: 'inputs/patterns/p.patterns.yaml', sha256: expect.stringMatching(/^[0-9a-f]{64}$/u) },
  ]);
});

test('a listening step plans the inferences it counts, and the time it takes', async () => {
  const { plan } = await frozen();
  expect(plan.scenarios[0]).toMatchObject({ samples: 0, inferences: 40, cold: 2 });
  expect(plan.scenarios[0]?.hours?.least).toBeCloseTo(2 / 60, 9);
  expect(plan.scenarios[0]?.hours?.most).toBeCloseTo(2 * (6 / 60), 9);
});

test('a patterns file at fault is refused before any device is touched', async () => {
  const broken = frozen(async (file) =>
    writeFile(file, 'patterns: p\nversion: 1\nmessages: {r: {match: "("}}\n'),
  );
  const error: unknown = await broken.catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(PilotError);
  expect(error).toMatchObject({ code: 'PATTERN_SYNTAX', where: { line: 3, column: 23 } });
});
