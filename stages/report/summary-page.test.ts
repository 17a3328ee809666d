import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scratchFolder } from '../../fixtures/scratch-folder.ts';
import { appendSummary } from './summary-page.ts';

const limit = 1024 * 1024;

test('what other steps wrote stays, and the report begins a block of its own', async () => {
  const file = join(await scratchFolder(), 'summary.md');
  await appendSummary(file, '# first\n');
  expect(await readFile(file, 'utf8')).toBe('# first\n');
  await appendSummary(file, '# second\n');
  expect(await readFile(file, 'utf8')).toBe('# first\n\n\n# second\n');
});

test('at 1 MiB it is cut between two lines, and says so', async () => {
  const file = join(await scratchFolder(), 'summary.md');
  await writeFile(file, 'x'.repeat(limit - 1000));
  await appendSummary(file, '| ≤ 60 ms | 泵站 |\n'.repeat(500));
  expect((await stat(file)).size).toBeLessThanOrEqual(limit);
  const lines = (await readFile(file, 'utf8')).slice(limit - 1000).split('\n');
  expect(lines.filter((line) => line.startsWith('|') && line !== '| ≤ 60 ms | 泵站 |')).toEqual([]);
  expect(lines.at(-2)).toBe(
    'Cut here: a summary page holds 1 MiB. The reports of the run have the rest.',
  );
});

test('a full page is an error that says so, and stays as it is', async () => {
  const file = join(await scratchFolder(), 'summary.md');
  await writeFile(file, 'x'.repeat(limit - 20));
  await expect(appendSummary(file, '# report\nfull\n'.repeat(9))).rejects.toMatchObject({
    code: 'SUMMARY_FULL',
  });
  expect((await stat(file)).size).toBe(limit - 20);
});

test('a page that cannot be written is named', async () => {
  const file = join(await scratchFolder(), 'folder');
  await mkdir(file);
  await expect(appendSummary(file, 'x')).rejects.toMatchObject({ code: 'REPORT_UNWRITABLE' });
});
