import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { type Driven, driveThrough } from '../testing/drive.ts';

const script = fileURLToPath(new URL('../testing/backlog-device.mjs', import.meta.url));

const offline = async (duration: string): Promise<Driven> =>
  driveThrough({ id: 'd-1', transport: { kind: 'memory', script } }, [{ offline: duration }]);

test.each([
  ['that is whole', '1 ms', { lost: 0, duplicated: 0, outcome: 'ok' }],
  ['with one number twice and one never', '3 ms', { lost: 1, duplicated: 1, outcome: 'lost' }],
])('a backlog %s is counted by its numbers', async (_, duration, counted) => {
  const { events } = await offline(duration);
  expect(events.find(({ kind }) => kind === 'sync')).toMatchObject({ queued: 3, ...counted });
});

test('numbers that go on from an earlier backlog are PROTOCOL, however many there are', async () => {
  const { outcome, events } = await offline('2 ms');
  expect(outcome.fault).toMatchObject({
    code: 'PROTOCOL',
    message: expect.stringContaining('number 90'),
  });
  expect(events.filter(({ kind }) => kind === 'sync')).toEqual([]);
});
