import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { changed, ingested, referenceRun } from '../../../fixtures/published/ingested.ts';

// The published run may not be carried along: PILOT_REFERENCE_DATA names the folder that holds it.
const published = test.skipIf(referenceRun === undefined);

const estimate = (result: { estimate: { value: number | null } } | undefined): number =>
  result!.estimate.value!;

published(
  'a published run is reproduced to the printed digit, and what was printed agrees',
  async () => {
    const { criterion, record, evidence, found } = await ingested(referenceRun!);
    expect(estimate(criterion('PERF-4').result).toFixed(3)).toBe('23.032');
    expect(estimate(criterion('ACC-1').result).toFixed(1)).toBe('90.2');
    expect(estimate(criterion('ACC-3').result).toFixed(3)).toBe('0.995');
    expect(criterion('ENE-3').result!.estimate.unit).toBe('uJ');
    expect(estimate(criterion('ENE-3').result).toFixed(4)).toBe('1430.6681');
    // Mean over twelve classes of pairs that are in order, and of 101 thresholds, with NumPy.
    expect(estimate(criterion('ACC-3').result)).toBeCloseTo(0.995_331_048_002_436_4, 12);
    expect(estimate(criterion('ACC-2').result)).toBeCloseTo(0.992_656_642_114_993_8, 12);
    expect(record.decision).toMatchObject({ outcome: 'go', origin: 'hardware', exit_code: 0 });
    expect(found('PUBLISHED_FIGURE_DIFFERS')).toEqual([]);
    const { sources, published: figures, truth, model } = evidence.ingested!;
    expect(model).toBe('kws01');
    expect(truth).toBe('"class" of the results');
    expect(figures).toHaveLength(42);
    expect(figures.every(({ agrees }) => agrees === true)).toBe(true);
    expect(sources.map(({ path, kind }) => [path, kind])).toEqual([
      ['accuracy-results.json', 'results'],
      ['energy-log.txt', 'runner-text'],
      ['energy-results.json', 'results'],
      ['performance-log.txt', 'runner-text'],
      ['performance-results.json', 'results'],
    ]);
    expect(sources[4]!.sha256).toMatch(/^2756d6113da21cfc/u);
  },
);

published('without a stated origin nothing passes', async () => {
  const { record, criterion } = await ingested(referenceRun!, { origin: undefined });
  expect(record.decision).toMatchObject({ outcome: 'not-enough-evidence', origin: 'modelled' });
  expect(criterion('PERF-4')).toMatchObject({ outcome: 'inconclusive', origin: 'modelled' });
});

published('editing one lap moves the median and makes the printed figures differ', async () => {
  // The third throughput of five becomes the least.
  const folder = await changed('performance-results.json', (text) =>
    text.replace('"end_time": 136709475', '"end_time": 137709475'),
  );
  const { criterion, found } = await ingested(folder);
  expect(estimate(criterion('PERF-4').result)).toBeCloseTo(250 / 10.862036, 9);
  const differing = found('PUBLISHED_FIGURE_DIFFERS');
  expect(
    differing.some((sentence) => sentence.includes('prints 23.032 for median throughput')),
  ).toBe(true);
  expect(differing.join('\n')).toContain('window 2');
  expect(differing.join('\n')).not.toContain('window 3');
});

published('a summary that was edited is a finding and moves nothing', async () => {
  const folder = await changed('energy-log.txt', (text) => text.replace('1430.6681', '1230.6681'));
  const { criterion, found } = await ingested(folder);
  expect(estimate(criterion('ENE-3').result).toFixed(4)).toBe('1430.6681');
  expect(found('PUBLISHED_FIGURE_DIFFERS')).toEqual([
    'energy-log.txt:73 prints 1230.6681 for median energy (energy), and its raw values come to 1430.6681200000082 uJ; the raw values are judged.',
  ]);
});

published.each([
  ['performance-results.json', 'PERF-1'],
  ['energy-results.json', 'ENE-1'],
])('%s without one of its windows fails', async (file, id) => {
  const folder = await changed(file, (text) =>
    JSON.stringify((JSON.parse(text) as unknown[]).slice(0, 4)),
  );
  const { criterion, record } = await ingested(folder);
  expect(criterion(id)).toMatchObject({ outcome: 'fail', n: 4 });
  expect(record.decision.outcome).toBe('no-go');
});

published(
  'a window under ten seconds fails, and so does a result that was made right',
  async () => {
    const short = await changed('performance-results.json', (text) =>
      text.replace('"start_time": 114879046', '"start_time": 115879046'),
    );
    const { criterion } = await ingested(short);
    expect(criterion('PERF-2')).toMatchObject({
      outcome: 'fail',
      reason: '1 event missed the limit',
    });
    const swapped = await changed('accuracy-results.json', (text) =>
      text.replace('"class": "2"', '"class": "11"'),
    );
    const other = await ingested(swapped);
    expect(other.criterion('ACC-1')).toMatchObject({ outcome: 'inconclusive' });
    expect(other.criterion('ACC-1').reason).toContain('are not the planned ones');
  },
);

published('a list with answers left out is not complete, however good the rest', async () => {
  const folder = await changed('accuracy-results.json', (text) =>
    JSON.stringify((JSON.parse(text) as unknown[]).slice(1)),
  );
  const { criterion, found } = await ingested(folder);
  for (const id of ['ACC-1', 'ACC-2', 'ACC-3']) {
    expect(criterion(id)).toMatchObject({ outcome: 'inconclusive' });
    expect(criterion(id).reason).toContain('999 inferences in accuracy, and 1000 are planned');
  }
  expect(found('INGESTED').join(' ')).toContain('not the 1000 of the list of kws01');
});

published(
  'power samples that are missing between the edges reject the window, and nothing is a go',
  async () => {
    const folder = await changed('energy-results.json', (text) => {
      const passes = JSON.parse(text) as { power: { samples: (number | string)[] } }[];
      passes[2]!.power.samples[5000] = 'NaN';
      return JSON.stringify(passes).replace('"NaN"', 'NaN');
    });
    const { record, criterion } = await ingested(folder);
    expect(record.tested.counts.rejected).toBe(1);
    expect(criterion('ENE-1')).toMatchObject({ outcome: 'fail', n: 4 });
    expect(record.decision.outcome).toBe('no-go');
  },
);

published('performance alone is judged by the suite without energy', async () => {
  const folder = await changed('performance-log.txt', (text) => text);
  for (const name of ['energy-log.txt', 'energy-results.json', 'accuracy-results.json']) {
    await rm(join(folder, name));
  }
  const { record, criterion } = await ingested(folder);
  expect(record.suite.id).toBe('mlperf-tiny-kws');
  expect(criterion('PERF-4').result?.estimate.value).toBeCloseTo(23.0315, 4);
  expect(criterion('ACC-1').outcome).toBe('error');
  expect(record.decision.outcome).toBe('not-enough-evidence');
});
