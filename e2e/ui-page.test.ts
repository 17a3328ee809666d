import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser, Page } from 'puppeteer-core';
import type { AcceptanceRecord } from '../schemas/types/record.ts';
import { bench, inRepository, pilot, startPilot } from './pilot.ts';
import * as ui from './ui-browser.ts';
import { startUi, type UiServer } from './ui-server.ts';

const suite = inRepository('suites/pump-guard-quick.suite.yaml');

let config: string;
let runs: string;
let server: UiServer;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

/** The judged run once more, a day later, faster and against a tighter limit. */
const laterRun = async (): Promise<void> => {
  const folder = join(runs, 'later');
  await cp(join(runs, 'first'), folder, { recursive: true });
  const file = join(folder, 'record.json');
  const record = JSON.parse(await readFile(file, 'utf8')) as AcceptanceRecord;
  const [latency] = record.criteria;
  if (latency) latency.limit = { ...latency.limit, value: 40 };
  record.run.id = 'later';
  record.run.started = record.run.started.replace(/^\d{4}/u, '2099');
  await writeFile(file, JSON.stringify(record));
};

beforeAll(async () => {
  const own = await bench();
  ({ config, runs } = own);
  const first = join(runs, 'first');
  const { stderr } = await pilot(['run', suite, '--config', config, '--out', first, '-q']);
  expect(stderr).not.toContain('Pilotlight itself failed');
  await laterRun();
  server = await startUi(runs);
  browser = await ui.openBrowser();
  page = await browser.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

const view = (hash: string): Promise<unknown> =>
  page.goto(`${server.address}${hash}`, { waitUntil: 'load' });

const sees = (text: string): Promise<unknown> => ui.sees(page, text);
const rowsOf = (): Promise<string[][]> => ui.rowsOf(page);
const violations = (): Promise<string[]> => ui.violations(page);

test('the list has every run with its verdict, and can be narrowed to a suite', async () => {
  await view('#/');
  await sees('first');
  const rows = await rowsOf();
  expect(rows.map(([run]) => run)).toEqual(['later', 'first']);
  expect(rows[0]?.[1]).toMatch(/NOT ENOUGH EVIDENCE|REHEARSAL GO/u);
  await page.select('select', 'pump-guard-quick');
  await page.waitForFunction(() => location.hash === '#/?suite=pump-guard-quick');
  expect(await page.title()).toBe('Runs · Pilotlight');
});

test('a run that is going on is seen device by device, through a lost connection, to its verdict', async () => {
  await view('#/');
  await sees('first');
  const out = join(runs, 'live');
  const running = startPilot(['run', suite, '--config', config, '--out', out]);
  await sees('live is running');
  await view('#/runs/live');
  await sees('planned inferences');
  await page.waitForFunction(() => /[1-9]\d* of \d+ planned/u.test(document.body.innerText));
  expect((await rowsOf()).map(([device]) => device)).toContain('pump-01');
  await server.stop();
  await sees('Connection lost, trying again');
  server = await startUi(runs, server.port);
  await page.waitForFunction(() => !document.body.innerText.includes('Connection lost'));
  const [, done, planned] =
    /(\d+) of (\d+) planned/u.exec(await page.evaluate(() => document.body.innerText)) ?? [];
  if (done !== undefined) expect(Number(done)).toBeLessThanOrEqual(Number(planned));
  await running.ended;
  await sees('What was tested');
  const record = JSON.parse(await readFile(join(out, 'record.json'), 'utf8')) as AcceptanceRecord;
  await sees(record.decision.label);
  expect((await rowsOf()).map(([, id]) => id?.split(/[A-Z][a-z]/u)[0])).toEqual(
    record.criteria.map(({ id }) => id),
  );
  // That the server was away for a moment is no error of the page.
  expect(complaints.filter((text) => !/ERR_CONNECTION_REFUSED|ERR_/u.test(text))).toEqual([]);
  complaints.length = 0;
});

test('the report is the very one of the record on disk', async () => {
  await view('#/runs/first/report');
  const frame = await page.waitForFrame((one) => one.parentFrame() !== null);
  await frame.waitForSelector('h1');
  const model = JSON.parse(await readFile(join(runs, 'first/record.json'), 'utf8')) as {
    decision: { label: string };
  };
  expect(await frame.$eval('body', (body) => body.innerText)).toContain(model.decision.label);
});

test('two runs side by side say better, worse or no proof, with differences', async () => {
  await view('#/compare?suite=pump-guard-quick');
  await sees('Choose the run before');
  const choices = await page.$$('select');
  await choices[1]?.select('first');
  await page.waitForFunction(() => location.hash.includes('base=first'));
  await choices[2]?.select('later');
  await sees('without proof');
  const rows = await rowsOf();
  expect(rows.every(([verdict]) => /no proof|better|worse/u.test(verdict ?? ''))).toBe(true);
  expect(await page.$$eval('select', (all) => all.map(({ value }) => value))).toEqual([
    'pump-guard-quick',
    'first',
    'later',
  ]);
});

test('the trend has a picture with its finding, and the same numbers in a table', async () => {
  await view('#/trend?suite=pump-guard-quick&criterion=LAT-1');
  await page.waitForSelector('.chart canvas');
  const label = await page.$eval('.chart', (chart) => chart.getAttribute('aria-label'));
  expect(label).toContain('the limit moved');
  const rows = await rowsOf();
  expect(rows.find(([run]) => run === 'later')?.[2]).toContain('40 ms CHANGED');
  const drawn = await page.$eval('.chart canvas', (element) => {
    const canvas = element as HTMLCanvasElement;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    return data.some((value) => value > 0);
  });
  expect(drawn).toBe(true);
});

const views = [
  '#/',
  '#/runs/first',
  '#/runs/first/report',
  '#/compare?base=first&cand=later',
  '#/trend',
];

test.each(views)(
  '%s has no fault that axe finds, light and dark, wide and 360 px',
  async (hash) => {
    for (const value of ['light', 'dark']) {
      for (const width of [1100, 360]) {
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
        await page.setViewport({ width, height: 800 });
        await view(hash);
        await page.reload({ waitUntil: 'load' });
        await page.waitForSelector('main h1');
        await page.waitForFunction(() => !document.body.innerText.includes('Reading…'));
        expect(await violations(), `${value} ${width}`).toEqual([]);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(wide, `${value} ${width}: nothing sticks out`).toBeLessThanOrEqual(0);
      }
    }
  },
);

test('everything is reached by keyboard, the content past the navigation first', async () => {
  await page.setViewport({ width: 1100, height: 800 });
  await view('#/');
  await page.reload({ waitUntil: 'load' });
  await sees('first');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
  expect(await page.evaluate(() => location.hash)).toBe('#/');
});

test('a run whose folder went away stays in the list, and no error was left on the console', async () => {
  await rm(join(runs, 'live'), { recursive: true });
  await view('#/');
  await page.reload({ waitUntil: 'load' });
  await sees('FOLDER GONE');
  expect((await rowsOf()).find(([run]) => run === 'live')?.[1]).toContain('no longer there');
  expect(complaints).toEqual([]);
});
