import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scratchFolder } from '../../fixtures/scratch-folder.ts';
import { type Frozen, freeze, type FreezeOptions } from '../freeze.ts';

const config: FreezeOptions['config'] = {
  devices: [
    { id: 'dut', protocol: 'mlperf-tiny', transport: { kind: 'tcp', host: '127.0.0.1', port: 1 } },
  ],
};

const suite = (labels: string, dataset = 'data/kws01'): string => `
suite: two-scenarios
version: 1
question: Does it?
claim: these-devices
accept: modelled
${labels}
scenarios:
  performance: {dataset: ${dataset}, steps: [{measure: {windows: 2}}]}
  accuracy: {dataset: ${dataset}, steps: [infer]}
criteria:
  ACC-1: {expect: accuracy >= 50 %, scenario: accuracy, population: complete}
`;

const files = { 'a.bin': [1, 2, 3, 4], 'b.bin': [5, 6, 7, 8, 9, 10] };

/** A folder with a suite and a data set, and what freezing it gives. */
const frozenWith = async (
  list: string,
  {
    labels = 'labels: [calm, loud]',
    dataset,
    contents = files,
    folder = 'data/kws01',
  }: {
    labels?: string;
    dataset?: string;
    contents?: Record<string, number[]>;
    folder?: string;
  } = {},
): Promise<Frozen> => {
  const scratch = await scratchFolder();
  const data = join(scratch, folder);
  await mkdir(data, { recursive: true });
  await writeFile(join(data, 'y_labels.csv'), list);
  for (const [name, bytes] of Object.entries(contents)) {
    await writeFile(join(data, name), Buffer.from(bytes));
  }
  await writeFile(join(scratch, 'two.suite.yaml'), suite(labels));
  return freeze({
    suiteFile: join(scratch, 'two.suite.yaml'),
    config,
    withDevices: true,
    ...(dataset !== undefined && { dataset: join(scratch, dataset) }),
  });
};

const both = 'a.bin, 2, 0\r\nb.bin,2,1\r\n\r\n';

test('a listed folder becomes stimuli in its order, with the names of the classes', async () => {
  const { stimuli, plan } = await frozenWith(both);
  const expected = [
    { sample: 'a.bin', truth: 'calm', x: Buffer.from([1, 2, 3, 4]).toString('base64') },
    { sample: 'b.bin', truth: 'loud', x: Buffer.from([5, 6, 7, 8, 9, 10]).toString('base64') },
  ];
  expect(stimuli.get('performance')?.get('dut')).toEqual(expected);
  expect(stimuli.get('accuracy')?.get('dut')).toEqual(expected);
  // Windows are no single inferences; only those of the other scenario are on the roll.
  expect(plan.scenarios.map(({ id, inferences }) => [id, inferences])).toEqual([
    ['performance', 0],
    ['accuracy', 2],
  ]);
});

test('the plan holds the list and the digest of every file, and says what was used', async () => {
  const { plan, inputs } = await frozenWith(both);
  const [list, sums, ...more] = inputs.filter(({ role }) => role === 'dataset');
  expect(more).toEqual([]);
  expect(Buffer.from(list!.content).toString('utf8')).toBe(both);
  // sha256sum of the four bytes 1 2 3 4.
  expect(Buffer.from(sums!.content).toString('utf8')).toContain(
    '9f64a747e1b97f131fabb6b447296c9b6f0201e79fb3c5356e6c77e89b6a806a  a.bin\n',
  );
  expect(plan.suite.not_tested).toEqual([
    `Data other than the 2 files of kws01 with the digest ${sums!.sha256.slice(0, 16)}. Their list is not the public one of the benchmark.`,
  ]);
});

test('another byte in one file is another digest', async () => {
  const digestOf = async (contents: Record<string, number[]>): Promise<string | undefined> =>
    (await frozenWith(both, { contents })).inputs.find(({ path }) => path.endsWith('SHA256SUMS'))
      ?.sha256;
  expect(await digestOf({ ...files, 'a.bin': [1, 2, 3, 5] })).not.toBe(await digestOf(files));
});

test.each([
  ['the benchmark’s for the folder of its model', '', 'data/kws01', 12, ['down', 'go']],
  ['numbers where nobody names them', '', 'data/mine', 7, ['0', '1']],
  ['the negative class and the only label', 'labels: [odd]', 'data/mine', 2, ['normal', 'odd']],
])('names of classes: %s', async (_, labels, folder, classes, truths) => {
  const list = `a.bin,${classes},0\nb.bin,${classes},1\n`;
  const { stimuli } = await frozenWith(list, { labels, folder, dataset: folder });
  expect(
    stimuli
      .get('accuracy')
      ?.get('dut')
      ?.map(({ truth }) => truth),
  ).toEqual(truths);
});

test('a file of many inputs says how long one is and how far the next', async () => {
  const { stimuli } = await frozenWith('a.bin,2,0,4,2\nb.bin,2,1,4,2\n');
  expect(stimuli.get('accuracy')?.get('dut')?.[1]).toMatchObject({ window_B: 4, stride_B: 2 });
});

test.each(['instead', 'instead/kws01'])('--dataset %s takes the place of it', async (dataset) => {
  const { stimuli } = await frozenWith(both, { folder: 'instead/kws01', dataset });
  expect(stimuli.get('accuracy')?.get('dut')).toHaveLength(2);
});

test.each([
  ['nope.bin,2,0', 'DATASET_FILE_MISSING', 1],
  ['a.bin,2,0\nb.bin,2,2', 'DATASET_INVALID', 2],
  ['a.bin,2,0\na.bin,2,1', 'DATASET_INVALID', 2],
  ['a.bin,two,0', 'DATASET_INVALID', 1],
  ['../two.suite.yaml,2,0', 'DATASET_INVALID', 1],
  ['/etc/hostname,2,0', 'DATASET_INVALID', 1],
  ['a.bin,2,0,2560', 'DATASET_INVALID', 1],
  ['a.bin,2,0,2560,512', 'DATASET_INVALID', 1],
  ['a.bin,2,0,4,2,9', 'DATASET_INVALID', 1],
  ['\n\n', 'DATASET_INVALID', 1],
])('%j is refused with its line', async (list, code, line) => {
  await expect(frozenWith(list)).rejects.toMatchObject({
    code,
    where: { file: expect.stringContaining('y_labels.csv'), line },
  });
});

test('a folder that is not there is told with what to do', async () => {
  await expect(frozenWith(both, { folder: 'elsewhere' })).rejects.toMatchObject({
    code: 'DATASET_MISSING',
    message: expect.stringContaining('kws01 is not there'),
    hint: expect.stringContaining('--dataset DIR'),
    where: { line: 9 },
  });
  await expect(frozenWith(both, { dataset: 'nowhere' })).rejects.toMatchObject({
    code: 'DATASET_MISSING',
  });
});

test('a data set for a suite that takes none is an error', async () => {
  const scratch = await scratchFolder();
  const file = join(scratch, 'none.suite.yaml');
  await writeFile(file, suite('').replaceAll('dataset: data/kws01, ', ''));
  await expect(
    freeze({ suiteFile: file, config, withDevices: true, dataset: scratch }),
  ).rejects.toMatchObject({ code: 'DATASET_UNUSED' });
  await rm(file);
});
