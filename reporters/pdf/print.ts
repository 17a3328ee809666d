import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'puppeteer-core';
import { PilotError } from '../../documents/pilot-error.ts';
import type { FoundBrowser } from './browser.ts';
import { whyItFailed } from './failure.ts';
import { withFonts } from './font-config.ts';

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

const after = (ms: number): { readonly expired: Promise<never>; cancel: () => void } => {
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms / 1000} s`)), ms);
  });
  return { expired, cancel: () => clearTimeout(timer) };
};

/** Ends a browser that does not end itself, with every process it started: they are one group. */
const kill = ({ pid }: { readonly pid?: number | undefined }): void => {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
};

/** Ends the browser, and its processes where it does not end itself. */
const close = async (browser: Browser): Promise<void> => {
  const { expired, cancel } = after(3000);
  try {
    await Promise.race([browser.close(), expired]);
  } catch {
    kill(browser.process() ?? {});
  } finally {
    cancel();
  }
};

const gone = { recursive: true, force: true, maxRetries: 10, retryDelay: 50 } as const;

/** Lends `work` a folder for a browser's profile, and removes it however the work ends. */
const withProfile = async <T>(work: (profile: string) => Promise<T>): Promise<T> => {
  const profile = await mkdtemp(join(tmpdir(), 'pilot-chrome-'));
  const drop = (): void => rmSync(profile, gone);
  process.once('exit', drop);
  try {
    return await work(profile);
  } finally {
    process.off('exit', drop);
    // A browser that was killed may still hold a file; a report is worth more than a tidy disk.
    await rm(profile, gone).catch(() => undefined);
  }
};

const attempt = async (
  html: string,
  found: FoundBrowser,
  deadline: number,
  profile: string,
): Promise<Uint8Array> => {
  const { launch } = await import('puppeteer-core');
  const browser = await launch({
    executablePath: found.path,
    userDataDir: profile,
    env: await withFonts(profile),
    headless: found.kind === 'headless-shell' ? 'shell' : true,
    // Chromium refuses its sandbox to root; for everybody else it stays on.
    args: [...flags, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    pipe: true,
    timeout: deadline,
    protocolTimeout: deadline,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  const { expired, cancel } = after(deadline);
  const work = async (): Promise<Uint8Array> => {
    const page = await browser.newPage();
    // What is printed is the document, and nothing of it runs.
    await page.setJavaScriptEnabled(false);
    await page.setContent(html, { waitUntil: 'load', timeout: deadline });
    return page.pdf({
      preferCSSPageSize: true,
      printBackground: true,
      tagged: true,
      outline: true,
      timeout: deadline,
    });
  };
  try {
    return await Promise.race([work(), expired]);
  } finally {
    cancel();
    await close(browser);
  }
};

/**
 * Prints a document to PDF. A browser that crashes or hangs is started once more; then it is an
 * error, and the HTML says the same.
 */
export const print = async (
  html: string,
  found: FoundBrowser,
  deadline: number = 60_000,
): Promise<Uint8Array> => {
  const once = (): Promise<Uint8Array> =>
    withProfile((profile) => attempt(html, found, deadline, profile));
  try {
    return await once();
  } catch {
    try {
      return await once();
    } catch (cause) {
      throw new PilotError({
        code: 'BROWSER_FAILED',
        message: `${found.path} did not print the PDF, twice: ${await whyItFailed(cause as Error, found.path)}`,
        hint: 'The HTML report holds the same. Try another browser with --chrome PATH.',
        exitCode: 4,
        cause,
      });
    }
  }
};
