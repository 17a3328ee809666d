import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { PilotError } from '../../documents/pilot-error.ts';
import { scratchFolder } from '../../fixtures/scratch-folder.ts';
import { findBrowser } from './browser.ts';

const program = async (...parts: string[]): Promise<string> => {
  const path = join(...parts);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, '#!/bin/sh\n');
  await chmod(path, 0o755);
  return path;
};

/** A machine without any of the usual places. */
const bare = async (): Promise<{
  env: Record<string, string>;
  platform: NodeJS.Platform;
  home: string;
}> => {
  const home = await scratchFolder();
  return { env: { PATH: join(home, 'bin') }, platform: 'win32', home };
};

test('the named browser comes first, then the one of the environment', async () => {
  const machine = await bare();
  const named = await program(machine.home, 'named');
  const ofEnvironment = await program(machine.home, 'environment');
  machine.env['PUPPETEER_EXECUTABLE_PATH'] = ofEnvironment;
  expect((await findBrowser(named, machine)).path).toBe(named);
  expect((await findBrowser(undefined, machine)).path).toBe(ofEnvironment);
});

test('an installed browser comes before the cache, and a headless shell is known as one', async () => {
  const machine = { ...(await bare()), platform: 'freebsd' as const };
  await program(machine.home, '.cache/puppeteer/chrome/linux-140.0.1.2/chrome-linux64/chrome');
  const installed = await program(machine.home, 'bin', 'chrome-headless-shell');
  expect(await findBrowser(undefined, machine)).toEqual({
    path: installed,
    kind: 'headless-shell',
  });
});

test('of the cache the newest version is taken, a headless shell before a whole Chrome', async () => {
  const machine = await bare();
  const cached = (browser: string, version: string, file: string): Promise<string> =>
    program(machine.home, '.cache/puppeteer', browser, version, 'folder', file);
  const chrome = await cached('chrome', 'mac_arm-150.0.1.2', 'chrome');
  expect(await findBrowser(undefined, machine)).toEqual({ path: chrome, kind: 'chrome' });
  await cached('chrome-headless-shell', 'linux-99.0.4844.51', 'chrome-headless-shell');
  const newest = await cached(
    'chrome-headless-shell',
    'linux-131.0.6778.85',
    'chrome-headless-shell',
  );
  await cached('chrome-headless-shell', 'linux-131.0.6778.9', 'chrome-headless-shell');
  expect((await findBrowser(undefined, machine)).path).toBe(newest);
});

test('with no browser the error says exactly what to run', async () => {
  const error = (await findBrowser(undefined, await bare()).catch(
    (reason: unknown) => reason,
  )) as PilotError;
  expect(error.code).toBe('BROWSER_MISSING');
  expect(error.hint).toContain('npx @puppeteer/browsers install chrome-headless-shell');
  expect(error.hint).toContain('apt-get install -y chromium-headless-shell');
});

test('a named browser that is no program is not silently replaced', async () => {
  const machine = await bare();
  await expect(findBrowser(join(machine.home, 'nowhere'), machine)).rejects.toThrow(
    '--chrome names',
  );
  await expect(findBrowser(machine.home, machine)).rejects.toThrow('which is no program');
});
