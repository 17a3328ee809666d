import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tryLock } from '../device-harness/index.ts';
import { digestFile } from '../evidence/digest.ts';
import { runFiles } from '../evidence/run-folder.ts';
import {
  syntheticEvents,
  syntheticEvidence,
  syntheticPlan,
} from '../fixtures/oracle/synthetic-pilot.ts';
import { rehearsalGo } from '../fixtures/records/variants.ts';
import { scratchFolder } from '../fixtures/scratch-folder.ts';
import { openBrowser, rowsOf, sees, violations } from './ui-browser.ts';
import { startUi, type UiServer } from './ui-server.ts';

let runs: string;
let server: UiServer;
let browser: Browser;
let page: Page;
let lock: Disposable;

const plan = syntheticPlan({ 'LAT-1': 'p95(latency) <= 60 ms', 'ACC-1': 'accuracy >= 85 %' });

const put = async (id: string, files: Readonly<Record<string, string>>): Promise<string> => {
  const folder = join(runs, id);
  await mkdir(join(folder, 'inputs'), { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
};

/** A run as gathering leaves it, whose latency is what is given, in microseconds. */
const gathered = async (id: string, latency_us: number): Promise<void> => {
  const events = syntheticEvents({
    perDevice: 80,
    latency: (random) => latency_us + random() * 100,
  });
  const folder = await put(id, {
    [runFiles.plan]: JSON.stringify(plan),
    [runFiles.events]: events.map((event) => `${JSON.stringify(event)}\n`).join(''),
    [runFiles.rejected]: '',
  });
  const files = [runFiles.plan, runFiles.events, runFiles.rejected].map((path) =>
    digestFile(join(folder, path), path),
  );
  await writeFile(join(folder, runFiles.evidence), JSON.stringify(syntheticEvidence({ files })));
};

/** A judged run; without a value of LAT-1 where its devices never came to it. */
const judged = async (id: string, day: string, isFaulty: boolean): Promise<void> => {
  const record = rehearsalGo();
  const { result, ...latency } = record.criteria[0]!;
  await put(id, {
    [runFiles.record]: JSON.stringify({
      ...record,
      run: { ...record.run, started: `2026-11-${day}T08:00:00.000Z` },
      criteria: [
        isFaulty
          ? { ...latency, outcome: 'error' }
          : { ...latency, result: { ...result!, upper: { ...result!.upper, value: null } } },
        ...record.criteria.slice(1),
      ],
    }),
  });
};

const journal = [
  { kind: 'device-opened', device: 'pump-01' },
  { kind: 'scenario-started', device: 'pump-01', scenario: 'steady' },
  { kind: 'event', device: 'pump-01', data: { kind: 'inference' } },
  { kind: 'fault', at: '2026-11-20T08:00:00.000Z', device: 'pump-01', message: 'silent for 5 s' },
  { kind: 'attempt', at: '2026-11-20T08:00:01.000Z', device: 'pump-01', attempt: 2 },
];

beforeAll(async () => {
  runs = join(await scratchFolder(), 'runs');
  await gathered('slow', 30_000);
  await gathered('fast', 24_000);
  await judged('one', '01', false);
  await judged('two', '02', true);
  const going = await put('going', {
    [runFiles.plan]: JSON.stringify(plan),
    [runFiles.journal]: journal.map((line) => `${JSON.stringify(line)}\n`).join(''),
  });
  lock = tryLock(going, 'run', { run: 'going' }) as Disposable;
  server = await startUi(runs);
  browser = await openBrowser();
  page = await browser.newPage();
});
afterAll(async () => {
  lock[Symbol.dispose]();
  await browser.close();
  await server.stop();
});

/** Opens a view until it says what is given, and asks axe about it, light and dark, wide and narrow. */
const faultsOf = async (hash: string, text: string): Promise<string[]> => {
  const found: string[] = [];
  for (const value of ['light', 'dark']) {
    for (const width of [1100, 360]) {
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
      await page.setViewport({ width, height: 800 });
      await page.goto(`${server.address}${hash}`, { waitUntil: 'load' });
      await page.reload({ waitUntil: 'load' });
      await sees(page, text);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (wide > 0) found.push(`${value} ${width}: sticks out`);
      for (const id of await violations(page)) found.push(`${value} ${width}: ${id}`);
    }
  }
  return found;
};

test('a run that is going on has no fault that axe finds, with its devices, progress and faults', async () => {
  expect(await faultsOf('#/runs/going', 'silent for 5 s')).toEqual([]);
  expect(await page.$eval('progress', ({ value }) => value)).toBe(1);
  expect((await rowsOf(page)).find(([device]) => device === 'pump-01')).toEqual([
    'pump-01',
    'steady',
    '1',
    '1',
    '0',
    '1',
    '1',
  ]);
});

test.each([
  ['slow', 'fast', 'better'],
  ['fast', 'slow', 'worse'],
])('from %s to %s is %s, without a fault that axe finds', async (base, cand, word) => {
  expect(await faultsOf(`#/compare?base=${base}&cand=${cand}`, word)).toEqual([]);
  const rows = await rowsOf(page);
  expect(rows.map(([verdict, id]) => [verdict, id?.slice(0, 5)])).toEqual([
    [expect.stringContaining(word), 'LAT-1'],
    [expect.stringContaining('no proof'), 'ACC-1'],
  ]);
});

test('a run that came to no value stands in the picture of the trend by its verdict', async () => {
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'light' }]);
  await page.setViewport({ width: 1100, height: 800 });
  await page.goto(`${server.address}#/trend?criterion=LAT-1`, { waitUntil: 'load' });
  await page.reload({ waitUntil: 'load' });
  await page.waitForSelector('.chart canvas');
  const coloured = await page.$eval('.chart canvas', (element) => {
    const canvas = element as HTMLCanvasElement;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    const style = getComputedStyle(document.documentElement).getPropertyValue('--error').trim();
    const probe = document.createElement('canvas').getContext('2d')!;
    probe.fillStyle = style;
    probe.fillRect(0, 0, 1, 1);
    const [r, g, b] = probe.getImageData(0, 0, 1, 1).data;
    let count = 0;
    for (let at = 0; at < data.length; at += 4) {
      if (data[at] === r && data[at + 1] === g && data[at + 2] === b && data[at + 3] === 255) {
        count += 1;
      }
    }
    return count;
  });
  expect(coloured).toBeGreaterThan(5);
});
