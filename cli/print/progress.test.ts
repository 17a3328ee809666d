import { expect, onTestFinished, test, vi } from 'vitest';
import type { JournalEntry } from '../../schemas/types/journal-entry.ts';
import type { Plan } from '../../schemas/types/plan.ts';
import { openProgress } from './progress.ts';

const plan = { suite: { id: 'pump' }, devices: [], scenarios: [] } as unknown as Plan;

/** What progress says of two faults whose words come from devices. */
const said = (): string => {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const fault = (device: string, message: string): JournalEntry => ({
    seq: 1,
    at: '2026-11-22T10:00:00.000Z',
    kind: 'fault',
    device,
    message,
  });
  try {
    using progress = openProgress(plan, { quiet: false });
    progress.show(fault('d-1', 'no answer\n::error::forged'));
    progress.show(fault('d-2', 'a banner ##[add-mask]GO'));
    return write.mock.calls.map(([text]) => String(text)).join('');
  } finally {
    write.mockRestore();
  }
};

test('a runner of GitHub Actions obeys no device', () => {
  onTestFinished(() => void vi.unstubAllEnvs());
  vi.stubEnv('GITHUB_ACTIONS', 'true');
  const text = said();
  expect(text).toContain('fault on d-1: no answer');
  expect(text).not.toMatch(/^\s*::|##\[/mu);
  vi.stubEnv('GITHUB_ACTIONS', '');
  expect(said()).toContain('##[add-mask]GO');
});
