import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test, vi } from 'vitest';
import { scratchFolder } from '../../fixtures/scratch-folder.ts';
import { lockFolder } from './lock-folder.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

test('all runs of a user meet in one folder, whatever their environment says', () => {
  const usual = lockFolder();
  vi.stubEnv('TMPDIR', '/somewhere');
  vi.stubEnv('XDG_RUNTIME_DIR', '/elsewhere');
  expect(lockFolder()).toBe(usual);
  expect(statSync(usual).mode & 0o777).toBe(0o700);
});

test('PILOT_LOCKS names another one, which is made', async () => {
  const folder = join(await scratchFolder(), 'of', 'this', 'bench');
  vi.stubEnv('PILOT_LOCKS', folder);
  expect(lockFolder()).toBe(folder);
  expect(statSync(folder).isDirectory()).toBe(true);
});

test.skipIf(process.platform === 'win32')(
  'several users may share it, whatever umask',
  async () => {
    const folder = join(await scratchFolder(), 'shared');
    const module = fileURLToPath(new URL('lock-folder.ts', import.meta.url));
    const script = `
    process.umask(0o077);
    const { default: { lockFolder } } = await import(${JSON.stringify(module)});
    lockFolder();`;
    execFileSync(
      process.execPath,
      ['--import', 'jiti/register', '--input-type=module', '-e', script],
      { env: { ...process.env, PILOT_LOCKS: folder } },
    );
    expect(statSync(folder).mode & 0o777).toBe(0o777);
  },
);

test('what cannot be a folder is refused', async () => {
  const folder = await scratchFolder();
  await writeFile(join(folder, 'file'), '');
  await symlink(join(folder, 'nowhere'), join(folder, 'link'));
  for (const name of ['file', 'link', 'file/below']) {
    vi.stubEnv('PILOT_LOCKS', join(folder, name));
    expect(() => lockFolder()).toThrow(
      expect.objectContaining({ code: 'LOCK_FOLDER', exitCode: 4 }),
    );
  }
});
