import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scratchFolder } from '../fixtures/scratch-folder.ts';
import type { Step } from '../schemas/types/suite.ts';
import { driveThrough } from './testing/drive.ts';
import { ptyDevice } from './testing/pty.ts';

/** A board that is plugged out in mid-scenario, under a name of its port that stays. */
const replugged = async (
  behaviour: object,
  onDisconnect?: string,
  steps: readonly Step[] = ['reset', 'infer'],
) => {
  const link = join(await scratchFolder(), 'ttyACM0');
  const board = await ptyDevice({ fault: 'replug', after: 4, link, ...behaviour });
  const device = {
    id: 'bench-1',
    transport: { kind: 'serial' as const, path: link },
    ...(onDisconnect !== undefined && { onDisconnect }),
  };
  const driven = await driveThrough(device, steps, { deadline: '2 s' });
  await board.vanish();
  return driven;
};

describe('a board that is plugged out after four answers and in again', () => {
  test.each([
    ['under the same path', false],
    ['under another path', true],
  ])('%s goes on where it was, and the gap is kept', async (_, elsewhere) => {
    const { outcome, events, journal } = await replugged({ elsewhere }, 'resume within 10 s');

    const samples = events.flatMap(({ kind, sample }) => (kind === 'inference' ? [sample] : []));
    expect(samples).toEqual(Array.from({ length: 10 }, (_each, index) => `w-${index + 1}`));
    expect(outcome).toMatchObject({ outcome: 'complete', inferences: 10 });
    expect(outcome.gaps).toHaveLength(1);
    expect(outcome.gaps?.[0]?.lasted_us).toBeGreaterThan(100_000);
    expect(journal.filter(({ kind }) => kind === 'gap')).toHaveLength(1);
    expect(journal.filter(({ kind }) => kind === 'reconnected')).toHaveLength(1);
  });

  test('numbers no event of two sessions alike', async () => {
    const { events } = await replugged({}, 'resume within 10 s');
    const keys = events.map(({ session, seq }) => `${session} ${seq}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('stays open after the time in which it had to come back', async () => {
    const { outcome } = await replugged({}, 'resume within 3 s', [
      'reset',
      { infer: 6 },
      { wait: '4 s' },
      'infer',
    ]);
    expect(outcome).toMatchObject({ outcome: 'complete', inferences: 10 });
  });

  test('begins a session with its start, whose cause is kept', async () => {
    const { events } = await replugged({ fault: 'replug-with-boot' }, 'resume within 10 s');
    const [boot] = events.filter(({ kind, cause }) => kind === 'boot' && cause !== 'command');
    expect(boot).toMatchObject({ cause: 'watchdog', seq: 0 });
  });

  test('is lost where nothing is said of resuming', async () => {
    const { outcome } = await replugged({});
    expect(outcome).toMatchObject({ outcome: 'fault', inferences: 4, fault: { code: 'LOST' } });
    expect(outcome).toMatchObject({ fault: { cause: 'bench' } });
  });

  test('is lost where it does not come back in time', async () => {
    const { outcome } = await replugged({ back_ms: 60_000 }, 'resume within 500 ms');
    expect(outcome).toMatchObject({
      outcome: 'fault',
      fault: { code: 'LOST', message: expect.stringContaining('within 0.5 s') },
    });
  });

  test('is lost where it goes again and again without an answer', async () => {
    const fault = 'replug-for-ever';
    const { outcome } = await replugged({ fault, back_ms: 50 }, 'resume within 10 s');
    expect(outcome).toMatchObject({
      outcome: 'fault',
      inferences: 4,
      fault: { code: 'LOST', message: expect.stringContaining('without an answer in between') },
    });
  });
});
