import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

/** A module of its own that answers as `text` says. */
const withScript = async (
  text: string,
  work: (device: Parameters<typeof driveThrough>[0]) => Promise<void>,
): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'device-script-'));
  const script = join(folder, 'device.mjs');
  await writeFile(script, text);
  try {
    await work({ id: 'm-1', transport: { kind: 'memory', script } });
  } finally {
    await rm(folder, { recursive: true });
  }
};

test.each([
  ['throws at once', 'export default () => { throw new Error("no power"); };', 'no power'],
  [
    'throws when it is asked',
    'export default async ({ received }) => { for await (const b of received) b.nothing(); };',
    'nothing is not a function',
  ],
  ['throws no error', 'export default async () => { throw "smoke"; };', 'smoke'],
  ['sends text', 'export default async ({ send }) => send("{}");', 'a Uint8Array'],
  ['returns', 'export default () => {};', 'the link was lost'],
])('a device script that %s is a lost link with its words', async (_, text, words) =>
  withScript(text, async (broken) => {
    const { outcome, journal } = await driveThrough(broken, ['infer']);
    expect(outcome.fault).toMatchObject({ code: 'LOST', message: expect.stringContaining(words) });
    expect(journal.map(({ kind }) => kind)).toEqual(['device-opened', 'fault', 'device-closed']);
  }),
);

test.each([
  ['cannot be parsed', 'export default async (', 'cannot be loaded'],
  ['throws as it loads', 'throw new Error("not today");', 'not today'],
  ['imports what is not there', 'import "./nowhere.mjs";', 'nowhere.mjs'],
  ['exports no function', 'export default 7;', 'does not export a device'],
])('a device script that %s is SCRIPT_INVALID', async (_, text, words) =>
  withScript(text, async (broken) => {
    const { outcome } = await driveThrough(broken, ['infer']);
    expect(outcome).toMatchObject({
      outcome: 'fault',
      fault: { code: 'SCRIPT_INVALID', message: expect.stringContaining(words) },
    });
  }),
);

test('a device script that is not there is SCRIPT_MISSING', async () => {
  const nowhere = { kind: 'memory' as const, script: join(tmpdir(), 'no-such-device.mjs') };
  const { outcome } = await driveThrough({ id: 'm-1', transport: nowhere }, ['infer']);
  expect(outcome.fault).toMatchObject({
    code: 'SCRIPT_MISSING',
    message: expect.stringContaining(nowhere.script),
  });
});

test('an expectation that is no regular expression is a fault of its step', async () => {
  const { outcome } = await driveThrough(device, [{ send: '{"cmd":"id"}', expect: '{"type' }]);
  expect(outcome.fault).toMatchObject({ code: 'EXPECT_SYNTAX', step: 'send {"cmd":"id"}' });
});

test('what fails in the harness or its caller is an outcome, with its stack in the journal', async () => {
  const { outcome, journal } = await driveThrough(device, ['reset', 'infer'], {
    onEvent() {
      throw new RangeError('the disk is full');
    },
  });
  expect(outcome.fault).toMatchObject({
    code: 'HARNESS',
    message: 'Pilotlight itself failed: the disk is full',
    step: 'reset',
  });
  expect(journal.slice(-3)).toMatchObject([
    { kind: 'note', data: { stack: expect.stringContaining('RangeError: the disk is full') } },
    { kind: 'fault', outcome: 'HARNESS' },
    { kind: 'device-closed', outcome: 'fault' },
  ]);
});

test('a journal that cannot be written is an outcome too', async () => {
  const { outcome } = await driveThrough(device, ['reset'], {
    onJournal() {
      throw new Error('no journal');
    },
  });
  expect(outcome).toMatchObject({ outcome: 'fault', fault: { code: 'HARNESS' } });
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
