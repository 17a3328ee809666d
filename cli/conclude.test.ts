import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openRun } from '../evidence/run-folder.ts';
import { rehearsalGo } from '../fixtures/records/variants.ts';
import { scratchFolder } from '../fixtures/scratch-folder.ts';
import { chosenReporters, conclude } from './conclude.ts';

const forged = '##[add-mask]GO';

/** What stands on standard output when a reporter writes there of a record with such a title. */
const stdoutOf = async (reporter: string): Promise<string> => {
  const record = rehearsalGo();
  Object.assign(record.criteria[0]!, { title: forged, sentence: forged });
  record.suite.question = forged;
  const run = join(await scratchFolder(), 'run');
  await mkdir(join(run, 'inputs'), { recursive: true });
  await writeFile(join(run, 'inputs/plan.json'), '{}\n');
  await writeFile(join(run, 'record.json'), JSON.stringify(record));
  const written: string[] = [];
  const take = (content: unknown, done?: unknown): boolean => {
    written.push(String(content));
    if (typeof done === 'function') done();
    return true;
  };
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(take),
    vi.spyOn(process.stderr, 'write').mockReturnValue(true),
  ];
  try {
    await conclude({
      folder: await openRun(run),
      record,
      reporters: chosenReporters([`${reporter}=-`], {}, { json: false }),
      config: {},
      chrome: undefined,
      json: false,
      criteria: 'table',
    });
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return written.join('');
};

test('a report on standard output commands no runner of GitHub Actions', async () => {
  onTestFinished(() => void vi.unstubAllEnvs());
  vi.stubEnv('GITHUB_ACTIONS', 'true');
  for (const reporter of ['text', 'csv', 'junit', 'html']) {
    const text = await stdoutOf(reporter);
    expect(text, reporter).toContain('## [add-mask]GO');
    expect(text, reporter).not.toContain(forged);
  }
  // A program that reads the record gets it as it is.
  const { criteria } = JSON.parse(await stdoutOf('json')) as ReturnType<typeof rehearsalGo>;
  expect(criteria[0]?.title).toBe(forged);
  vi.stubEnv('GITHUB_ACTIONS', '');
  expect(await stdoutOf('text')).toContain(forged);
});
