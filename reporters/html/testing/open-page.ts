import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, launch, type Page } from 'puppeteer-core';
import { afterAll } from 'vitest';
import { scratchFolder } from '../../../fixtures/scratch-folder.ts';
import { findBrowser } from '../../pdf/browser.ts';

export interface PageOptions {
  readonly width?: number;
  readonly scheme?: 'light' | 'dark';
  /** Whether its script may run. */
  readonly script?: 'runs' | 'off';
  /** What to do before anything is loaded. */
  readonly prepare?: (page: Page) => Promise<unknown>;
}

export interface OpenPage {
  readonly page: Page;
  readonly file: string;
  /** Requests beyond the file, console errors, uncaught errors and dialogs. */
  readonly incidents: string[];
}

let started: Promise<Browser> | undefined;

const browser = (): Promise<Browser> =>
  (started ??= findBrowser().then(({ path, kind }) =>
    launch({
      executablePath: path,
      headless: kind === 'headless-shell' ? 'shell' : true,
      args: [
        '--disable-background-networking',
        '--disable-dev-shm-usage',
        '--disable-gpu',
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ],
      pipe: true,
    }),
  ));

// Registered for each test file that imports this module, since each has its own copy of it.
afterAll(async () => {
  await (await started)?.close();
});

const watched = (page: Page, own: string): string[] => {
  const incidents: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warn') incidents.push(message.text());
  });
  page.on('pageerror', (error) => incidents.push(String(error)));
  page.on('dialog', (dialog) => {
    incidents.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const url = request.url().split('#')[0] ?? '';
    if (url !== own && !url.startsWith('data:')) incidents.push(`request: ${url}`);
    void request.continue();
  });
  return incidents;
};

/** Opens a document from disk in the real browser; the caller closes its page. */
export const openPage = async (html: string, options: PageOptions = {}): Promise<OpenPage> => {
  const file = join(await scratchFolder(), 'report.html');
  await writeFile(file, html);
  const address = pathToFileURL(file).href;
  const page = await (await browser()).newPage();
  await page.setRequestInterception(true);
  const incidents = watched(page, address);
  await page.setJavaScriptEnabled(options.script !== 'off');
  await page.setViewport({ width: options.width ?? 1280, height: 900 });
  await page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: options.scheme ?? 'light' },
  ]);
  await options.prepare?.(page);
  await page.goto(address, { waitUntil: 'load' });
  return { page, file, incidents };
};

/** How much wider than the window the page is; 0 where it fits. */
export const overhang = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
