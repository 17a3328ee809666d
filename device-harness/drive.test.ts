import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { listPorts } from './index.ts';
import { driveThrough, silentWindows } from './testing/drive.ts';

const script = fileURLToPath(new URL('testing/memory-device.mjs', import.meta.url));
const device = { id: 'm-1', tags: ['pump'], transport: { kind: 'memory' as const, script } };

test('a device that is a module in this process runs through the same scenarios', async () => {
  const { outcome, events } = await driveThrough(device, ['reset', { infer: 2 }, { sleep: '1 s' }]);
  expect(outcome).toEqual({
    id: 'm-1',
    tags: ['pump'],
    origin: 'modelled',
    transport: 'memory',
    protocol: 'json-lines',
    firmware: 'memory-device',
    version: '1.0.0',
    model: 'constant',
    sessions: 1,
    events: 5,
    inferences: 2,
    outcome: 'complete',
  });
  // 27 ticks of a millisecond.
  expect(events[1]).toMatchObject({ latency_us: 27_000, origin: 'modelled' });
});

test('scenarios run in their order, each with its own stimuli and sessions', async () => {
  const { outcome, events } = await driveThrough(device, [], {
    scenarios: [
      { id: 'first', steps: ['infer'] },
      { id: 'second', steps: ['reset', 'infer'] },
    ],
    stimuli: { first: silentWindows(2), second: silentWindows(1) },
  });
  expect(events.map(({ session, kind }) => `${session} ${kind}`)).toEqual([
    'first-0 inference',
    'first-0 inference',
    'second-1 boot',
    'second-1 inference',
  ]);
  expect(outcome.sessions).toBe(2);
});

test('a fault ends the scenarios that follow, and says where it happened', async () => {
  const { outcome, journal } = await driveThrough(device, [], {
    scenarios: [
      { id: 'first', steps: [{ infer: 5 }] },
      { id: 'second', steps: ['infer'] },
    ],
    stimuli: { first: silentWindows(2), second: silentWindows(1) },
  });
  expect(outcome.fault).toMatchObject({ code: 'STIMULUS', scenario: 'first', step: 'infer 5' });
  expect(journal.some(({ scenario }) => scenario === 'second')).toBe(false);
});

test('an emulated device without firmware is told what it lacks', async () => {
  const emulated = {
    id: 'e-1',
    transport: { kind: 'emulator' as const, board: 'rp2040' as const },
  };
  const { outcome } = await driveThrough(emulated, ['reset']);
  expect(outcome.fault).toMatchObject({ code: 'IMAGE_MISSING' });
});

test.runIf(process.platform === 'linux')(
  'ports are listed without udevadm, which is named',
  async () => {
    const path = process.env['PATH'];
    process.env['PATH'] = '/nowhere';
    try {
      const { ports, problem } = await listPorts();
      expect(ports).toBeInstanceOf(Array);
      expect(problem).toContain('udevadm is not installed');
    } finally {
      process.env['PATH'] = path;
    }
  },
);
