import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { validatorOf } from '../documents/schemas.ts';
import { scratchFolder } from '../fixtures/scratch-folder.ts';
import { openJournal } from './journal.ts';

test('each entry is on disk before write returns, numbered, timed and valid', async () => {
  const file = join(await scratchFolder(), 'journal.ndjson');
  using journal = openJournal(file, () => new Date('2026-01-02T03:04:05Z'));
  journal.write({ kind: 'run-started' });
  journal.write({
    kind: 'fault',
    device: 'pump-01',
    message: 'silent',
    data: { code: 'DEADLINE' },
  });
  const entries = (await readFile(file, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
  expect(entries).toHaveLength(2);
  expect(entries[1]).toMatchObject({ seq: 1, at: '2026-01-02T03:04:05.000Z', device: 'pump-01' });
  const validate = validatorOf('journal-entry');
  expect(entries.every((entry) => validate(entry))).toBe(true);
});

test('a journal that was closed takes no more and does not fail', async () => {
  const file = join(await scratchFolder(), 'journal.ndjson');
  const journal = openJournal(file);
  journal[Symbol.dispose]();
  journal[Symbol.dispose]();
  journal.write({ kind: 'note' });
  expect(await readFile(file, 'utf8')).toBe('');
});
