import { mkdir, readFile, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ingested } from '../../../fixtures/published/ingested.ts';
import { scratchFolder } from '../../../fixtures/scratch-folder.ts';

const pass = (change: object = {}, infer: object = {}): object => ({
  file: 'f0.bin',
  classes: '2',
  class: '0',
  infer: {
    start_time: 0,
    end_time: 11_000_000,
    results: [0.5, 0.5],
    iterations: 50,
    warmups: 1,
    ...infer,
  },
  mode: 'p',
  ...change,
});

const model = 'Logging initialized. Writing output to log.txt\nDevice model retrieved: vww01\n';

const folderWith = async (text: string): Promise<string> => {
  const folder = await scratchFolder();
  await writeFile(join(folder, 'log.txt'), model);
  await writeFile(join(folder, 'whatever'), text);
  return folder;
};

const five = (last: object = pass()): string =>
  `[${[...Array.from({ length: 4 }, () => JSON.stringify(pass())), JSON.stringify(last)].join(',\n')}]`;

test('five windows are read whatever the file is called', async () => {
  const { criterion } = await ingested(await folderWith(five()));
  expect(criterion('PERF-4').result?.estimate.value).toBeCloseTo(50 / 11, 12);
  expect(criterion('PERF-1').outcome).toBe('pass');
});

test.each([
  ['cut off', five().slice(0, 300), /not valid JSON.*/u, 3],
  ['an entry that is a number', five(7 as unknown as object), /Entry 5 is no object/u, 5],
  ['an entry without infer', five({ file: 'x' }), /Entry 5 has no "infer"/u, 5],
  ['an entry without a file', five(pass({ file: 3 })), /names no file/u, 5],
  ['results that are no list', five(pass({}, { results: '0.5' })), /no list of results/u, 5],
  ['results of three classes', five(pass({ mode: 'p' }, { results: [1, 2, 3] })), undefined, 0],
  ['a lap that is text', five(pass({}, { end_time: 'soon' })), /start_time and end_time/u, 5],
  ['a lap below zero', five(pass({}, { start_time: -5 })), /start_time and end_time/u, 5],
  [
    'a lap of half a microsecond',
    five(pass({}, { start_time: 0.5 })),
    /start_time and end_time/u,
    5,
  ],
  ['iterations that are a list', five(pass({}, { iterations: [] })), /count of iterations/u, 5],
  ['a class that is none', five(pass({ class: 'x' })), /no class number/u, 5],
  ['another mode', five(pass({ mode: 'a' })), /mode accuracy, and those before it/u, 5],
])('a results file with %s is refused where it is wrong', async (_, text, said, line) => {
  const folder = await folderWith(text);
  if (said === undefined) {
    // The results of a timed window decide nothing.
    expect((await ingested(folder)).criterion('PERF-1').outcome).toBe('pass');
    return;
  }
  await expect(ingested(folder)).rejects.toMatchObject({
    code: 'MLPERF_SOURCE',
    message: expect.stringMatching(said),
    where: { file: join(folder, 'whatever'), line: expect.any(Number) },
  });
  await expect(ingested(folder)).rejects.toMatchObject({ where: { line } });
});

test('a window without length is none, and what the runner said of its own errors is no window', async () => {
  const still = await ingested(await folderWith(five(pass({}, { end_time: 0 }))));
  expect(still.criterion('PERF-1')).toMatchObject({ outcome: 'fail', n: 4 });
  expect(still.criterion('PERF-4').outcome).toBe('error');
  const erring = `${five().slice(0, -1)}, {"error": "error 2"}, {"error": ["${'x'.repeat(999)}"]}]`;
  const { criterion, evidence, found } = await ingested(await folderWith(erring));
  expect(criterion('PERF-1')).toMatchObject({ n: 5 });
  const note = '2 entries of whatever (performance) left out';
  expect(evidence.ingested!.notes.join(' ')).toContain(`${note}: the runner tells of errors`);
  expect(found('INGESTED').join(' ')).toContain('first "error 2".');
});

test('a window whose clock runs backwards is no window, and no go rests on the others', async () => {
  const suiteFile = join(await scratchFolder(), 'windows.suite.yaml');
  await writeFile(
    suiteFile,
    `suite: windows
version: 1
question: Is every window long enough?
claim: these-devices
labels: [no-person, person]
scenarios: {performance: {steps: [{measure: {windows: 5, at-least: 10 s}}]}}
criteria: {PERF-2: {expect: every(window-duration) >= 10 s, population: complete}}
`,
  );
  const judged = async (last: object) => {
    const text = `[${JSON.stringify(pass())},${five(last).slice(1)}`;
    return ingested(await folderWith(text), { suiteFile });
  };
  expect((await judged(pass())).record.decision.outcome).toBe('go');
  const back = await judged(pass({}, { start_time: 5_000_000, end_time: 4_000_000 }));
  expect(back.record.tested.counts.rejected).toBe(1);
  expect(await readFile(back.run.file('rejected.ndjson'), 'utf8')).toContain('runs backwards');
  expect(back.record.decision.outcome).toBe('not-enough-evidence');
});

test('an answer that is no number counts as wrong and makes no area', async () => {
  const answer = (i: number, results: string): string =>
    `{"file": "f${i}.bin", "class": "${i % 2}", "infer": {"start_time": 0, "end_time": 9, "results": [${results}], "iterations": 1, "warmups": 0}, "mode": "a"}`;
  const folder = await folderWith(
    `[${answer(0, '0.9, 0.1')}, ${answer(1, 'NaN, NaN')}, ${answer(2, '0.8, -Infinity')}, ${answer(3, '0.1, 0.9')}]`,
  );
  await writeFile(join(folder, 'list.csv'), 'f0.bin,2,0\nf1.bin,2,1\nf2.bin,2,0\nf3.bin,2,1\n');
  const { criterion } = await ingested(folder);
  expect(criterion('ACC-1').result?.estimate.value).toBe(50);
  expect(criterion('ACC-2').outcome).toBe('error');
  expect(criterion('ACC-3').outcome).toBe('error');
});

test('a dump in an old log is read as Python writes it, where there is no results.json', async () => {
  const folder = await scratchFolder();
  const dump = `[${Array.from({ length: 5 }, (_, i) => `{'file': 'f${i}.bin', 'classes': '2', 'class': '0', 'bytes_to_send': None, 'infer': {'start_time': 0, 'end_time': ${(11 + i) * 1_000_000}, 'results': [nan, 0.5], 'iterations': 50, 'warmups': 1}, 'mode': 'p'}`).join(', ')}]`;
  await writeFile(join(folder, 'log.txt'), `${model}${dump}\n`);
  const { criterion } = await ingested(folder);
  expect(criterion('PERF-4').result?.estimate.value).toBeCloseTo(50 / 13, 12);
  const broken = await scratchFolder();
  await writeFile(join(broken, 'log.txt'), `${model}${dump.slice(0, 400)}\n`);
  await expect(ingested(broken)).rejects.toMatchObject({ where: { line: 3 } });
});

test('printed summaries alone are never judged, and two runs of a mode are not one', async () => {
  const folder = await scratchFolder();
  await writeFile(
    join(folder, 'log.txt'),
    `${model}0101.000000 ulp-mlperf: Median throughput is 99 inf./sec.\n`,
  );
  await expect(ingested(folder)).rejects.toThrow('No file below it holds raw results');
  const twice = await folderWith(five());
  await mkdir(join(twice, 'again'));
  await writeFile(join(twice, 'again', 'results.json'), five());
  await expect(ingested(twice)).rejects.toThrow('It holds a run of mode performance, and so does');
  const mixed = await folderWith(five());
  await writeFile(join(mixed, 'other.txt'), model.replace('vww01', 'kws01'));
  await expect(ingested(mixed)).rejects.toThrow('several models: vww01, kws01');
});

test('what is no folder, no model and no end of files is refused; links lead nowhere', async () => {
  await expect(ingested('/no/such/folder')).rejects.toMatchObject({ code: 'FOLDER_MISSING' });
  const nameless = await scratchFolder();
  await writeFile(join(nameless, 'results.json'), five());
  await expect(ingested(nameless)).rejects.toMatchObject({ code: 'SUITE_MISSING' });
  await symlink('/', join(nameless, 'root'));
  await writeFile(join(nameless, 'log.txt'), model);
  expect((await ingested(nameless)).evidence.ingested!.sources).toHaveLength(2);
  const many = await scratchFolder();
  for (let i = 0; i < 501; i += 1) await writeFile(join(many, `${i}`), '');
  await expect(ingested(many)).rejects.toThrow('more than 500 files');
});

test('a file larger than anything a runner writes is refused before it is read', async () => {
  const folder = await folderWith('[{"file":');
  await truncate(join(folder, 'whatever'), (256 << 20) + 1);
  await expect(ingested(folder)).rejects.toThrow('no runner writes more than');
});

test('no text makes the reader fail in another way than by saying where', async () => {
  let state = 7;
  const random = (): number =>
    (state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff) / 0x7fffffff;
  const whole = five();
  for (let round = 0; round < 60; round += 1) {
    const at = Math.floor(random() * whole.length);
    const length = Math.floor(random() * 40);
    const other = ['', '[', '{"', 'NaN', '-', '\\', '"', '1e999', 'null'][
      Math.floor(random() * 9)
    ]!;
    const text = whole.slice(0, at) + other + whole.slice(at + length);
    const ended = await ingested(await folderWith(text)).then(
      () => 'judged',
      (error: { code?: string; message: string }) => error.code ?? error.message,
    );
    expect(['judged', 'MLPERF_SOURCE']).toContain(ended);
  }
});
