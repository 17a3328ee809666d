// Makes sure there is a browser for the PDF: what is installed first, then a download, then Debian's package.
import { existsSync } from 'node:fs';
import { run } from './run.mjs';

const find = async () => {
  const { findBrowser } = await import('../dist/reporters/pdf/browser.js');
  const browser = await findBrowser();
  return browser?.path ?? browser;
};

const asDebianRoot = () => existsSync('/etc/debian_version') && process.getuid?.() === 0;

const advice =
  'No browser for the PDF; everything else is made. To get one, run:\n' +
  '  npx @puppeteer/browsers install chrome-headless-shell\n' +
  'or, on Debian as root:\n' +
  '  apt-get update && apt-get install -y --no-install-recommends chromium-headless-shell';

/** Path of a browser, installed if need be; undefined, with advice printed, where none can be had. */
export const ensureBrowser = async () => {
  const there = await find().catch(() => undefined);
  if (there) return there;
  if (process.env.PILOT_NO_BROWSER_INSTALL) {
    console.error(advice);
    return undefined;
  }
  console.error('No browser found for the PDF; getting one.');
  const { homedir } = await import('node:os');
  const cache = process.env.PUPPETEER_CACHE_DIR ?? `${homedir()}/.cache/puppeteer`;
  const download = [
    '--yes',
    '@puppeteer/browsers',
    'install',
    'chrome-headless-shell',
    '--path',
    cache,
  ];
  await run('npx', download, { stdio: ['ignore', 'ignore', 'ignore'] });
  const downloaded = await find().catch(() => undefined);
  if (downloaded) return downloaded;
  if (asDebianRoot()) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-qq'], { env });
    await run(
      'apt-get',
      ['install', '-y', '-qq', '--no-install-recommends', 'chromium-headless-shell'],
      {
        env,
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
  }
  const installed = await find().catch(() => undefined);
  if (!installed) console.error(advice);
  return installed;
};
