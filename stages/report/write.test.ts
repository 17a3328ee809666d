import { existsSync } from 'node:fs';
import {
  chmod,
  chown,
  lstat,
  mkdir,
  readdir,
  readFile,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PilotError } from '../../documents/pilot-error.ts';
import { scratchFolder } from '../../fixtures/scratch-folder.ts';
import { wordedFileError, writeWhole } from './write.ts';

const refusal = async (file: string): Promise<string> => {
  const error: unknown = await writeWhole(file, 'x').catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(PilotError);
  expect((error as PilotError).message).toContain(file);
  return `${(error as PilotError).message}\n${(error as PilotError).hint}`;
};

test('a missing folder is made, and what was there is replaced, permissions of links kept', async () => {
  const folder = await scratchFolder();
  const file = join(folder, 'a/b/report.html');
  await writeWhole(file, 'one');
  await writeWhole(file, Buffer.from('two'));
  expect(await readFile(file, 'utf8')).toBe('two');
  expect(await readdir(join(folder, 'a/b'))).toEqual(['report.html']);
  const link = join(folder, 'link.html');
  await symlink(file, link);
  await writeWhole(link, 'three');
  expect((await lstat(link)).isSymbolicLink()).toBe(true);
  expect(await readFile(file, 'utf8')).toBe('three');
});

test('a report that few may read stays so, and a program stays one', async () => {
  const file = join(await scratchFolder(), 'report.html');
  await writeWhole(file, 'one');
  for (const mode of [0o600, 0o640, 0o755]) {
    await chmod(file, mode);
    await writeWhole(file, `for ${mode}`);
    expect((await stat(file)).mode & 0o777).toBe(mode);
    expect(await readFile(file, 'utf8')).toBe(`for ${mode}`);
  }
});

test('what somebody put beside a report is not written to', async () => {
  const folder = await scratchFolder();
  const victim = join(folder, 'victim');
  await writeFile(victim, 'kept');
  const planted = `.report.html.${process.pid}.partial`;
  await symlink(victim, join(folder, planted));
  await writeWhole(join(folder, 'report.html'), 'report');
  expect(await readFile(victim, 'utf8')).toBe('kept');
  expect((await readdir(folder)).toSorted()).toEqual([planted, 'report.html', 'victim']);
  expect((await lstat(join(folder, 'report.html'))).isFile()).toBe(true);
});

test('a link to nothing yet stays a link, and its file is made', async () => {
  const folder = await scratchFolder();
  await mkdir(join(folder, 'elsewhere'));
  await symlink('elsewhere/real.html', join(folder, 'link.html'));
  await writeWhole(join(folder, 'link.html'), 'report');
  expect((await lstat(join(folder, 'link.html'))).isSymbolicLink()).toBe(true);
  expect(await readFile(join(folder, 'elsewhere/real.html'), 'utf8')).toBe('report');
});

test.skipIf(process.platform === 'win32')('a pipe is written to and stays a pipe', async () => {
  const folder = await scratchFolder();
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  await symlink('pipe', join(folder, 'link'));
  for (const name of ['pipe', 'link']) {
    const [read] = await Promise.all([readFile(pipe, 'utf8'), writeWhole(join(folder, name), 'x')]);
    expect(read).toBe('x');
  }
  expect((await lstat(pipe)).isFIFO()).toBe(true);
  expect((await readdir(folder)).toSorted()).toEqual(['link', 'pipe']);
});

test('a folder in its place, a file in its path and a full disk are named with what to do', async () => {
  const folder = await scratchFolder();
  await mkdir(join(folder, 'report.html'));
  expect(await refusal(join(folder, 'report.html'))).toMatch(/it is a folder \(EISDIR\)\nName a/u);
  await writeFile(join(folder, 'plain'), '');
  expect(await refusal(join(folder, 'plain/report.html'))).toMatch(
    /no folder \((?:ENOTDIR|EEXIST)\)/u,
  );
  expect(await refusal(join(folder, `${'x'.repeat(300)}.html`))).toContain('ENAMETOOLONG');
});

test.skipIf(!existsSync('/proc/self'))(
  'a folder that nobody can make is an error soon',
  async () => {
    expect(await refusal('/proc/pilot/reports/x.csv')).toMatch(/cannot be made \(ENOENT\)/u);
  },
);

test.skipIf(!existsSync('/dev/full'))('a full disk leaves nothing half-written', async () => {
  expect(await refusal('/dev/full')).toMatch(/no space is left on the device \(ENOSPC\)\nFree/u);
});

/** As somebody whom permissions bind, which they do not bind root. */
const asNobody = async (folder: string, work: () => Promise<void>): Promise<void> => {
  if (process.getuid?.() !== 0 || !process.seteuid) return work();
  await chown(folder, 65_534, 65_534);
  process.seteuid(65_534);
  try {
    await work();
  } finally {
    process.seteuid(0);
  }
};

test('what is write-protected stays', async () => {
  const folder = await scratchFolder();
  const file = join(folder, 'kept.html');
  await asNobody(folder, async () => {
    await writeFile(file, 'kept', { mode: 0o444 });
    expect(await refusal(file)).toMatch(
      /may not be written to \(EACCES\)\nChange its permissions/u,
    );
    await chmod(folder, 0o500);
    expect(await refusal(join(folder, 'new.html'))).toContain('EACCES');
    expect(await refusal(join(folder, 'new/new.html'))).toContain('EACCES');
    await chmod(folder, 0o700);
  });
  expect(await readdir(folder)).toEqual(['kept.html']);
  expect(await readFile(file, 'utf8')).toBe('kept');
});

test('errors of the file system are worded, others stay what they are', () => {
  const fault = (code: string): Error => Object.assign(new Error(code), { code });
  for (const code of ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'EMFILE', 'EXOTIC']) {
    const worded = wordedFileError(fault(code), '/reports/x.html') as PilotError;
    expect(worded.message).toMatch(/^\/reports\/x\.html cannot be written: .+ \(E[A-Z]+\)$/u);
    expect(worded.hint.length).toBeGreaterThan(10);
  }
  const defect = new TypeError('no function');
  expect(wordedFileError(defect, 'x')).toBe(defect);
});
