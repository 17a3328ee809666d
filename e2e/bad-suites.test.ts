import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bench, inRepository, pilot } from './pilot.ts';

const original = readFileSync(inRepository('suites/pump-guard.suite.yaml'), 'utf8').replaceAll(
  /(?<=[ :])\.\.\//gu,
  `${inRepository()}/`,
);

const check = async (text: string): Promise<{ code: number | null; stderr: string }> => {
  const { folder, config } = await bench();
  const file = join(folder, 'a.suite.yaml');
  await writeFile(file, text);
  return pilot(['check', file, '--config', config]);
};

const lineOf = (text: string, needle: string): number =>
  text.slice(0, text.lastIndexOf(needle)).split('\n').length;

test('the suite these cases damage is sound', async () => {
  expect(await check(original)).toMatchObject({ code: 0 });
});

test('more stimuli than there are is an error at the step that runs out', async () => {
  const text = original.replace('repeat: 60', 'repeat: 61');
  const { code, stderr } = await check(text);
  expect(code).toBe(2);
  expect(stderr).toContain('samples-per-device');
  expect(Number(/a\.suite\.yaml:(\d+):/u.exec(stderr)?.[1])).toBe(lineOf(text, '- infer: 1'));
});

test('repeats that multiply without bound are refused at once', async () => {
  const bomb = 'repeat: 60\n        steps:\n'.replace('60', '99999');
  const text = original.replace(
    'repeat: 60\n        steps:\n',
    `${bomb}          - repeat: 99999\n            steps: [{sleep: 1 s}]\n`,
  );
  const { code, stderr } = await check(text);
  expect(code).toBe(2);
  expect(stderr).toContain('[STEPS_TOO_MANY]');
});

test('an emulated bench without firmware is the fault of the suite', async () => {
  const text = original
    .replace(/builds:[\s\S]*?devices:/u, 'devices:')
    .replace(/ {2}(?:CMP|ENE|BAT|MEM)-\d.*\n/gu, '');
  const { code, stderr } = await check(text);
  expect(code).toBe(2);
  expect(stderr).toContain('[BUILD_MISSING]');
});

test.each([
  ['an unknown key', '{"sample":"s2","x":"AAAA","lable":"hello"}', 'lable'],
  ['a payload that is no base64', '{"sample":"s2","x":"?!"}', 'base64'],
  ['a tag that is no text', '{"sample":"s2","x":"AAAA","tags":{"room":5}}', 'tags.room'],
  ['a sample that stands twice', '{"sample":"s1","x":"AAAA"}', 'line 1'],
  ['a broken line', '{"sample":', 'not JSON'],
])('%s in a stimulus file is an error at its line', async (_, line, said) => {
  const { folder, config } = await bench();
  await writeFile(join(folder, 'own.ndjson'), `{"sample":"s1","x":"AAAA"}\n${line}\n`);
  const file = join(folder, 'a.suite.yaml');
  await writeFile(file, original.replaceAll(/stimulus: .*/gu, 'stimulus: own.ndjson'));
  const { code, stderr } = await pilot(['check', file, '--config', config]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/own\.ndjson:2: /u);
  expect(stderr).toContain(said);
});

test.each([
  ['an unknown key', 'claim: fleet', 'clam: fleet', 'Did you mean "claim"?'],
  [
    'an unknown metric',
    'p95(latency) <= 60 ms',
    'p95(latencey) <= 60 ms',
    'Did you mean "latency"?',
  ],
  ['a unit that does not fit', 'p95(latency) <= 60 ms', 'p95(latency) <= 60 mA', '60 ms'],
  [
    'a statistic the family lacks',
    'mean(energy-per-inference)',
    'p95(energy-per-inference)',
    'mean(energy-per-inference)',
  ],
  [
    'a class nobody labelled',
    'recall(cavitation)',
    'recall(caviation)',
    'Did you mean "cavitation"?',
  ],
  [
    'a tag nobody set',
    'in-every: [temperature',
    'in-every: [temprature',
    'Did you mean "temperature"?',
  ],
  ['a missing fixture', 'steady-state.ndjson', 'steady-stat.ndjson', 'relative to the suite'],
  [
    'an unknown scenario',
    'scenario: steady-state, covers: PRD-10',
    'scenario: steady-stat, covers: PRD-10',
    'Did you mean "steady-state"?',
  ],
  ['a metric without its profile', 'profile: ', '# profile: ', 'Add `profile: FILE`'],
  [
    'a confidence that proves nothing',
    'confidence: 95 %',
    'confidence: 40 %',
    'between 50 % and 100 %',
  ],
  [
    'an expectation that is no pattern',
    '          - infer: 1',
    "          - expect: '(((('",
    'regular expression',
  ],
  ['a duplicate id', '  LAT-2:', '  LAT-1:', 'Rename or remove'],
])('%s is an error at its line', async (_, from, to, hint) => {
  const text = original.replace(from, to);
  expect(text).not.toBe(original);
  const { code, stderr } = await check(text);
  expect(code).toBe(2);
  expect(stderr).toContain(hint);
  const place = /a\.suite\.yaml:(\d+):(\d+): /u.exec(stderr);
  expect(place, stderr).not.toBeNull();
  if (!['profile: '].includes(from)) expect(Number(place?.[1])).toBe(lineOf(text, to.trim()));
});

test('a metric the telemetry cannot deliver is refused before anything runs', async () => {
  const { folder, config } = await bench();
  const schema = JSON.parse(
    readFileSync(inRepository('schemas/telemetry.schema.json'), 'utf8'),
  ) as {
    $id?: string;
    properties: Record<string, unknown>;
  };
  delete schema.properties['energy_uJ'];
  delete schema.$id;
  await writeFile(join(folder, 'lean.schema.json'), JSON.stringify(schema));
  const file = join(folder, 'a.suite.yaml');
  await writeFile(file, original.replace(/telemetry: .*/u, 'telemetry: lean.schema.json'));
  const { code, stderr } = await pilot(['check', file, '--config', config]);
  expect(code).toBe(2);
  expect(stderr).toContain('ENE-1');
  expect(stderr).toContain('no field "energy_uJ"');
});

test('a changed image is refused by its digest', async () => {
  const { folder, config } = await bench();
  const build = readFileSync(
    inRepository('fixtures/firmware/pump-guard/int8-candidate.build.yaml'),
    'utf8',
  );
  const here = inRepository('fixtures/firmware/pump-guard');
  await writeFile(
    join(folder, 'x.build.yaml'),
    build
      .replace(/sha256: ./u, (match) => (match.endsWith('0') ? 'sha256: 1' : 'sha256: 0'))
      .replace('image: ', `image: ${here}/`)
      .replace('part: ../../../', `part: ${inRepository()}/`),
  );
  const file = join(folder, 'a.suite.yaml');
  await writeFile(file, original.replace(/candidate: .*/u, 'candidate: x.build.yaml'));
  const { code, stderr } = await pilot(['check', file, '--config', config]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/x\.build\.yaml:\d+:\d+: The image has the digest/u);
});
