import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, launch, type Page } from 'puppeteer-core';
import { findBrowser } from '../reporters/index.ts';
import { scratchFolder } from '../fixtures/scratch-folder.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const openBrowser = async (): Promise<Browser> => {
  const { path } = await findBrowser();
  return launch({
    executablePath: path,
    userDataDir: await scratchFolder(),
    headless: 'shell',
    args: ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    pipe: true,
  });
};

/** Resolves once the view has the text. */
export const sees = (page: Page, text: string, timeout: number = 60_000): Promise<unknown> =>
  page.waitForFunction(
    (wanted) => document.querySelector('#app')?.textContent?.includes(wanted),
    { timeout },
    text,
  );

/** The cells of every table of the view, row by row. */
export const rowsOf = (page: Page): Promise<string[][]> =>
  page.$$eval('main tbody tr', (rows) =>
    rows.map((row) =>
      [...row.children].map((cell) => (cell.textContent ?? '').replaceAll(/\s+/gu, ' ').trim()),
    ),
  );

/** What axe finds wrong with the view. */
export const violations = (page: Page): Promise<string[]> =>
  page.evaluate(async (source: string) => {
    // The page lets no script in; what asks about it comes in by the debugger's door.
    const scope = globalThis as unknown as {
      axe?: { run: (where: string) => Promise<{ violations: { id: string }[] }> };
    };
    // oxlint-disable-next-line no-eval
    if (!scope.axe) (0, eval)(source);
    const { violations } = await scope.axe!.run('#app');
    return violations.map(({ id }) => id);
  }, axe);
