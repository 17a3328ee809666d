import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import type { Page } from 'puppeteer-core';
import { variants } from '../../fixtures/records/variants.ts';
import { renderHtml } from '../html.ts';
import { buildReportModel } from '../model/report-model.ts';
import { pageTexts } from '../pdf/text.ts';
import { readPdf } from '../pdf/objects.ts';
import { openPage } from './testing/open-page.ts';

const html = renderHtml(buildReportModel(variants.noGo(), { digest: '3f2a'.repeat(16) }));
const rows = '#criteria tbody tr';
const visible = (page: Page, selector: string): Promise<string[]> =>
  page.$$eval(selector, (elements) =>
    elements.filter((each) => each.checkVisibility()).map((each) => each.textContent.trim()),
  );
const ids = async (page: Page): Promise<string[]> => visible(page, `${rows} th a`);
const status = (page: Page): Promise<string> =>
  page.$eval('[data-filter] [role="status"]', (element) => element.textContent);

const claims = (page: Page): Promise<string[]> => visible(page, '.criterion dl dt:first-child');

test('without scripts no control is shown and nothing is missing', async () => {
  const { page, incidents } = await openPage(html, { script: 'off' });
  expect(await visible(page, 'button, select, input')).toEqual([]);
  expect(await ids(page)).toHaveLength(14);
  expect(await claims(page)).toHaveLength(14);
  expect(incidents).toEqual([]);
  await page.close();
});

test('a head of a table sorts by keyboard: up, down, and as it was', async () => {
  const { page, incidents } = await openPage(html);
  const before = await ids(page);
  const way = (): Promise<string | null> =>
    page.$eval('#criteria thead th', (head) => head.getAttribute('aria-sort'));
  await page.focus('#criteria thead th button');
  await page.keyboard.press('Enter');
  expect(await way()).toBe('ascending');
  expect((await ids(page)).slice(0, 2)).toEqual(['LAT-1', 'ENE-1']);
  await page.keyboard.press('Space');
  expect(await way()).toBe('descending');
  expect((await ids(page)).slice(-2)).toEqual(['LAT-1', 'ENE-1']);
  await page.keyboard.press('Enter');
  expect(await way()).toBeNull();
  expect(await ids(page)).toEqual(before);
  // By number, not by letters: 305 stands before 1,595.
  const numbers = async (): Promise<number[]> =>
    (await visible(page, `${rows} td:nth-child(6)`)).map((text) => Number(text.replace(',', '')));
  await page.click('#criteria thead th:nth-child(6) button');
  const sorted = await numbers();
  expect(sorted).toEqual([...sorted].toSorted((a, b) => a - b));
  expect(new Set(sorted).size).toBeGreaterThan(2);
  expect(incidents).toEqual([]);
  await page.close();
});

test('criteria are filtered by verdict, by group and by words, with a count that is spoken', async () => {
  const { page } = await openPage(html);
  expect(await status(page)).toBe('14 of 14 criteria shown');
  await page.select('[data-by="outcome"]', 'fail');
  expect(await ids(page)).toEqual(['LAT-1', 'ENE-1']);
  expect(await visible(page, '.criterion .account')).toHaveLength(2);
  expect(await status(page)).toBe('2 of 14 criteria shown');
  await page.type('[data-by="text"]', 'data-sheet MODEL');
  expect(await ids(page)).toEqual(['ENE-1']);
  await page.type('[data-by="text"]', ' no such word');
  expect(await status(page)).toBe('0 of 14 criteria shown');
  await page.click('[data-reset]');
  expect(await ids(page)).toHaveLength(14);
  const group = await page.$eval('[data-by="group"] option:nth-child(2)', (each) => each.value);
  await page.select('[data-by="group"]', group);
  const some = await ids(page);
  expect(some.length).toBeGreaterThan(0);
  expect(some.length).toBeLessThan(14);
  await page.close();
});

test('accounts fold one by one or all at once; a link opens what it leads to', async () => {
  const { page } = await openPage(html);
  const sentences = await visible(page, '.criterion .account + p');
  await page.click('#criterion-2 .fold');
  expect(await claims(page)).toHaveLength(13);
  await page.click('[data-fold="shut"]');
  expect(await claims(page)).toEqual([]);
  expect(await visible(page, '.criterion .account + p')).toEqual(sentences);
  expect(await page.$$('.fold[aria-expanded="false"]')).toHaveLength(14);
  await page.click('a[href="#criterion-3"]');
  await page.waitForSelector('#criterion-3 dl', { visible: true });
  expect(await claims(page)).toHaveLength(1);
  await page.click('[data-fold="open"]');
  expect(await claims(page)).toHaveLength(14);
  await page.close();
});

test('an address whose end is not well-formed stops nothing', async () => {
  const { page, file, incidents } = await openPage(html);
  await page.goto('about:blank');
  await page.goto(`${pathToFileURL(file).href}#100%`, { waitUntil: 'load' });
  expect(await status(page)).toBe('14 of 14 criteria shown');
  await page.evaluate(() => (location.hash = '#%'));
  await page.click('#criterion-2 .fold');
  expect(await claims(page)).toHaveLength(13);
  expect(incidents).toEqual([]);
  await page.close();
});

const paper = (page: Page): Promise<string> =>
  page.evaluate(() => getComputedStyle(document.body).backgroundColor);

test('light, dark or as the machine has it; the choice is remembered', async () => {
  const { page } = await openPage(html, { scheme: 'dark' });
  expect(await paper(page)).toBe('rgb(20, 24, 29)');
  await page.click('[data-theme-choice="light"]');
  expect(await paper(page)).toBe('rgb(255, 255, 255)');
  await page.reload();
  expect(await paper(page)).toBe('rgb(255, 255, 255)');
  expect(await visible(page, '[aria-pressed="true"]')).toEqual(['Light']);
  await page.click('[data-theme-choice="auto"]');
  expect(await paper(page)).toBe('rgb(20, 24, 29)');
  await page.close();
});

test('a browser that refuses to remember still changes its colours', async () => {
  const { page, incidents } = await openPage(html, {
    prepare: (each) =>
      each.evaluateOnNewDocument(() =>
        Object.defineProperty(globalThis, 'localStorage', {
          get: () => {
            throw new DOMException('refused', 'SecurityError');
          },
        }),
      ),
  });
  await page.click('[data-theme-choice="dark"]');
  expect(await paper(page)).toBe('rgb(20, 24, 29)');
  expect(await status(page)).toContain('14 of 14');
  expect(incidents).toEqual([]);
  await page.close();
});

const printed = async (page: Page): Promise<string[]> => {
  const bytes = await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true });
  return pageTexts(readPdf(bytes)).map((each) => JSON.stringify(each));
};

test('the browser prints the pages of the PDF, whatever was sorted, filtered, folded or dark', async () => {
  const { page: untouched } = await openPage(html, { script: 'off' });
  const expected = await printed(untouched);
  await untouched.close();
  const { page } = await openPage(html, { scheme: 'dark' });
  await page.click('[data-theme-choice="dark"]');
  await page.click('#criteria thead th button');
  await page.select('[data-by="outcome"]', 'pass');
  await page.click('[data-fold="shut"]');
  expect(await printed(page)).toEqual(expected);
  // And the screen is as it was left.
  expect(await ids(page)).toHaveLength(12);
  expect(await page.$$('[aria-sort="ascending"] .sort')).toHaveLength(1);
  await page.close();
});
