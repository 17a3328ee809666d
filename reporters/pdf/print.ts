import { mkdtempSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'puppeteer-core';
import { PilotError } from '../../documents/pilot-error.ts';
import type { FoundBrowser } from './browser.ts';
import { endingWithUs } from './ends-with-us.ts';
import { whyItFailed } from './failure.ts';
import { withFonts } from './font-config.ts';
import { start, type Started } from './start.ts';

const flags: readonly string[] = [
  // A report is a file, and a browser that prints it has no business on the network.
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-pings',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--font-render-hinting=none',
  '--force-color-profile=srgb',
];

/** For a browser to end when it is asked to. */
const ending_ms = 3000;

/** The most a browser may take, in milliseconds. */
interface Limits {
  /** For its first word. */
  readonly start: number;
  /** For all of it. */
  readonly print: number;
}

const within = async <T>(ms: number, of: string, work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms / 1000} s${of}`)), ms);
  });
  try {
    return await Promise.race([work, expired]);
  } finally {
    clearTimeout(timer);
  }
};

// No call has a deadline of its own: the attempt has, and with the connection every call ends.
const unhurried = { timeout: 0 } as const;

const startIn = async (profile: string, found: FoundBrowser): Promise<Started> => {
  const { default: puppeteer } = await import('puppeteer-core');
  // Chromium refuses its sandbox to root; for everybody else it stays on.
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = puppeteer.defaultArgs({
    userDataDir: profile,
    headless: found.kind === 'headless-shell' ? 'shell' : true,
    args: [...flags, ...root],
  });
  return start(found.path, args, await withFonts(profile));
};

const greeted = async ({ transport }: Started): Promise<Browser> => {
  const { default: puppeteer } = await import('puppeteer-core');
  return puppeteer.connect({ transport, protocolTimeout: 0 });
};

const printIn = async (browser: Browser, html: string): Promise<Uint8Array> => {
  const page = await browser.newPage();
  // What is printed is the document, and nothing of it runs.
  await page.setJavaScriptEnabled(false);
  await page.setContent(html, { waitUntil: 'load', ...unhurried });
  return page.pdf({
    preferCSSPageSize: true,
    printBackground: true,
    tagged: true,
    outline: true,
    ...unhurried,
  });
};

const gone = { recursive: true, force: true, maxRetries: 10, retryDelay: 50 } as const;

/** One browser and its profile, both gone afterwards, however it ends. */
const attempt = async (
  html: string,
  found: FoundBrowser,
  limits: Limits,
  stop: AbortSignal,
): Promise<Uint8Array> => {
  stop.throwIfAborted();
  let started: Started | undefined;
  let over = false;
  const profile = mkdtempSync(join(tmpdir(), 'pilot-chrome-'));
  const drop = (): void => {
    started?.kill();
    try {
      rmSync(profile, gone);
    } catch {
      // Killed, it may still hold a file; there is no time to wait for it.
    }
  };
  stop.addEventListener('abort', drop);
  const work = async (): Promise<Uint8Array> => {
    started = await startIn(profile, found);
    // Given up in the meantime, when there was nothing yet to end.
    if (over || stop.aborted) started.kill();
    const browser = await within(limits.start, ' of its start', greeted(started));
    const bytes = await printIn(browser, html);
    const ended = Promise.all([browser.close(), started.ended]);
    await within(ending_ms, '', ended).catch(() => undefined);
    return bytes;
  };
  try {
    return await within(limits.print, '', work());
  } finally {
    over = true;
    started?.kill();
    stop.removeEventListener('abort', drop);
    // A report is worth more than a tidy disk.
    await rm(profile, gone).catch(() => undefined);
  }
};

/**
 * Prints a document to PDF. A browser that crashes or hangs is started once more; then it is an
 * error, and the HTML says the same. Nothing of the browser outlives a process that SIGINT, SIGTERM
 * or SIGHUP ends meanwhile.
 *
 * @param print_ms For each attempt, in milliseconds.
 * @param start_ms For the browser's first word; one that is silent for so long will not print.
 */
export const print = (
  html: string,
  found: FoundBrowser,
  print_ms: number = 60_000,
  start_ms: number = 20_000,
): Promise<Uint8Array> => {
  const limits = { print: print_ms, start: Math.min(start_ms, print_ms) };
  const stop = new AbortController();
  const once = (): Promise<Uint8Array> => attempt(html, found, limits, stop.signal);
  const twice = async (): Promise<Uint8Array> => {
    try {
      return await once();
    } catch {
      return await once();
    }
  };
  const worded = async (cause: Error): Promise<never> => {
    throw new PilotError({
      code: 'BROWSER_FAILED',
      message: `${found.path} did not print the PDF, twice: ${await whyItFailed(cause, found.path, stop.signal)}`,
      hint: 'The HTML report holds the same. Try another browser with --chrome PATH.',
      exitCode: 4,
      cause,
    });
  };
  return endingWithUs(
    () => stop.abort(),
    () => twice().catch(worded),
  );
};
