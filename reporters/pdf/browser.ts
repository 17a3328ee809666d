import { accessSync, constants, readdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, delimiter, join } from 'node:path';
import { PilotError } from '../../documents/pilot-error.ts';

export interface FoundBrowser {
  readonly path: string;
  /** A headless shell starts in a third of the time; both print the same. */
  readonly kind: 'headless-shell' | 'chrome';
}

interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
}

const commands = [
  'chrome-headless-shell',
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
];

const usualPlaces = ({ env, platform, home }: Surroundings): string[] => {
  if (platform === 'darwin') {
    const apps = [
      'Google Chrome.app/Contents/MacOS/Google Chrome',
      'Chromium.app/Contents/MacOS/Chromium',
    ];
    return ['/Applications', join(home, 'Applications')].flatMap((folder) =>
      apps.map((app) => join(folder, app)),
    );
  }
  if (platform === 'win32') {
    const roots = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']];
    const parts = [
      'Google\\Chrome\\Application\\chrome.exe',
      'Microsoft\\Edge\\Application\\msedge.exe',
    ];
    return parts.flatMap((part) => roots.flatMap((root) => (root ? [join(root, part)] : [])));
  }
  return ['/usr/bin', '/usr/local/bin', '/snap/bin', '/usr/lib/chromium'].flatMap((folder) =>
    commands.map((command) => join(folder, command)),
  );
};

const onPath = ({ env, platform }: Surroundings): string[] => {
  const folders = (env['PATH'] ?? env['Path'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '');
  const suffix = platform === 'win32' ? '.exe' : '';
  return commands.flatMap((command) =>
    folders.map((folder) => join(folder, `${command}${suffix}`)),
  );
};

const byVersion = (a: string, b: string): number => {
  const parts = (text: string): number[] => (text.match(/\d+/gu) ?? []).map(Number);
  const [left, right] = [parts(a), parts(b)];
  const differing = right.findIndex((part, index) => part !== left[index]);
  return differing === -1 ? 0 : (right[differing] ?? 0) - (left[differing] ?? 0);
};

const entries = (folder: string): string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};

const binaries = [
  'chrome-headless-shell',
  'chrome-headless-shell.exe',
  'chrome',
  'chrome.exe',
  'Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
];

/** What puppeteer installed: <cache>/<browser>/<platform>-<version>/<folder>/<binary>, newest first. */
const inCache = ({ env, home }: Surroundings): string[] => {
  const cache = env['PUPPETEER_CACHE_DIR'] ?? join(home, '.cache', 'puppeteer');
  return ['chrome-headless-shell', 'chrome'].flatMap((browser) =>
    entries(join(cache, browser))
      .toSorted((a, b) => byVersion(a.replace(/^\D+\d*[-_]/u, ''), b.replace(/^\D+\d*[-_]/u, '')))
      .flatMap((version) =>
        entries(join(cache, browser, version)).flatMap((folder) =>
          binaries.map((binary) => join(cache, browser, version, folder, binary)),
        ),
      ),
  );
};

const runs = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
};

const missing = (message: string): PilotError =>
  new PilotError({
    code: 'BROWSER_MISSING',
    message,
    hint: 'Run: npx @puppeteer/browsers install chrome-headless-shell --path ~/.cache/puppeteer (or, as root on Debian: apt-get install -y chromium-headless-shell). Or name one: --chrome PATH. Every other report needs no browser.',
  });

const found = (path: string): FoundBrowser => ({
  path,
  kind: /headless[-_]shell/u.test(basename(path)) ? 'headless-shell' : 'chrome',
});

/**
 * The browser that prints the PDF: the one named, else an installed one, else one of puppeteer's
 * cache. Throws BROWSER_MISSING, which says what to run.
 */
export const findBrowser = async (
  named?: string,
  surroundings: Surroundings = { env: process.env, platform: process.platform, home: homedir() },
): Promise<FoundBrowser> => {
  const wanted = named ?? surroundings.env['PUPPETEER_EXECUTABLE_PATH'];
  if (wanted) {
    if (runs(wanted)) return found(wanted);
    throw missing(
      `${named ? '--chrome' : 'PUPPETEER_EXECUTABLE_PATH'} names ${wanted}, which is no program`,
    );
  }
  const candidates = [
    ...onPath(surroundings),
    ...usualPlaces(surroundings),
    ...inCache(surroundings),
  ];
  const path = candidates.find(runs);
  if (path === undefined) throw missing('No Chrome or Chromium is here to print the PDF');
  return found(path);
};
