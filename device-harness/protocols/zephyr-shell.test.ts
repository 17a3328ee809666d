import { describe, expect, test } from 'vitest';
import { driveThrough, type Driven } from '../testing/drive.ts';
import { ptyDevice } from '../testing/pty.ts';
import { terminalText } from '../terminal-text.ts';
import { openProtocol } from './index.ts';

const drive = async (
  misbehaviour: Readonly<Record<string, unknown>>,
  steps: Parameters<typeof driveThrough>[1],
  protocol: Readonly<Record<string, unknown>> = {},
): Promise<Driven> => {
  await using port = await ptyDevice(misbehaviour, 'zephyr-device.mjs');
  const device = {
    id: 'z-1',
    transport: { kind: 'serial' as const, path: port.path },
    protocol: { kind: 'zephyr-shell' as const, ...protocol },
  };
  return await driveThrough(device, steps, { deadline: '20 s' });
};

test('a shell is identified by its kernel, asked, and restarted', async () => {
  const { outcome, events } = await drive({}, [
    { send: 'kernel uptime', expect: String.raw`^Uptime: \d+ ms$` },
    'reset',
    { send: 'retval', expect: '^-22$' },
  ]);
  expect(outcome).toMatchObject({ outcome: 'complete', firmware: 'zephyr', version: '3.7.0' });
  expect(events).toMatchObject([{ kind: 'boot', cause: 'command', firmware: 'zephyr 3.7.0' }]);
});

test('who it is may be stated, since a kernel is not the firmware', async () => {
  const { outcome } = await drive({}, [{ wait: '1 ms' }], {
    identity: { firmware: 'gateway', version: '7' },
  });
  expect(outcome).toMatchObject({
    firmware: 'gateway',
    version: '7',
    stated: ['firmware', 'version'],
  });
});

test.each([[{ logs_ms: 7 }], [{ echo: false }], [{ echo: false, logs_ms: 11 }]])(
  'logs and prompts in between change no answer: %j',
  async (misbehaviour) => {
    const ask = { send: 'kernel uptime', expect: '^Uptime: 61234 ms$' };
    const { outcome, journal } = await drive(misbehaviour, [{ repeat: 10, steps: [ask] }]);
    expect(outcome.outcome).toBe('complete');
    const noise = journal.filter(({ kind }) => kind === 'noise');
    expect(noise.every(({ message }) => message !== 'nothing that is known')).toBe(true);
  },
);

test('a log line is never taken for the answer that is expected', async () => {
  const { outcome } = await drive({}, [{ send: 'log inside', expect: 'still working' }]);
  expect(outcome.fault).toMatchObject({ code: 'PROTOCOL' });
});

test.each([
  [
    [{ send: 'kernel uptime', expect: 'no such thing', within: '1 h' }],
    'PROTOCOL',
    'ended without',
  ],
  [[{ send: 'kernal', expect: 'x', within: '1 h' }], 'DEVICE_ERROR', 'kernal: command not found'],
])('an answer without what is expected ends at the prompt: %j', async (steps, code, words) => {
  const { outcome } = await drive({}, steps);
  expect(outcome.fault).toMatchObject({ code });
  expect(outcome.fault?.message).toContain(words);
});

test('a shell that does not restart is a deadline', async () => {
  const { outcome } = await drive({ fault: 'no-reboot' }, [{ reset: true, within: '500 ms' }]);
  expect(outcome.fault).toMatchObject({ code: 'DEADLINE' });
});

test('classifications are listened to, the likeliest class first', async () => {
  const { outcome, events } = await drive({ listens: true }, [{ listen: { count: 2 } }], {
    labels: ['idle', 'sine'],
  });
  expect(outcome).toMatchObject({ outcome: 'complete', inferences: 2 });
  for (const event of events) {
    expect(event).toMatchObject({ confidence: 0.99, x_anomaly: 0.01, untimed: expect.any(String) });
    expect(event.scores).toEqual(event.label === 'sine' ? [0.01, 0.99] : [0.99, 0.01]);
  }
  expect(new Set(events.map(({ label }) => label)).size).toBe(2);
});

describe('a line of a shell', () => {
  test.each([
    ['PROJECT EXECUTION SUCCESSFUL', { type: 'state', state: 'all-tests-passed' }],
    ['PROJECT EXECUTION FAILED', { type: 'state', state: 'some-tests-failed' }],
    [
      'SUITE FAIL -  50.00% [core]: pass = 1, fail = 1, skip = 0, total = 2 duration = 0.1 seconds',
      { type: 'state', state: 'tests-failed', extra: { x_suite: 'core', x_failed: 1 } },
    ],
    ['[00:00:01.234,567] <inf> app: Value: 0.99\tLabel: sine', { type: 'part' }],
    ['I: temperature: 21', { type: 'part' }],
    ['*** Booting nRF Connect SDK v2.9.0 ***', { type: 'boot', cause: 'not told' }],
    ['foo: command not found', { type: 'error', code: 'UNKNOWN_COMMAND' }],
    ['uart:~$ ', { type: 'part' }],
  ])('%s', async (line, message) => {
    const { interpret } = await openProtocol({
      id: 'z',
      transport: { kind: 'serial', path: 'none' },
      protocol: 'zephyr-shell',
    });
    expect(interpret(line)).toMatchObject(message);
    expect(interpret('Uptime: 61234 ms')).toBeUndefined();
  });
});

test.each([
  ['\u001b[1;32muart:~$ \u001b[m', 'uart:~$ '],
  [
    'uart:~$ kern\u001b[12D\u001b[J[00:00:01.234,567] <inf> app: x',
    '[00:00:01.234,567] <inf> app: x',
  ],
  ['12%\r100%', '100%'],
  ['abc\b\bX', 'aXc'],
  ['\r\u001b[K> text\u001b[3G', '> text'],
  ['abc\u001b[', 'abc'],
  ['\u001b[999D\u001b[999C\u001b[999G', ''],
])('ANSI sequences in %j leave what a terminal shows', (raw, shown) => {
  expect(terminalText(raw)).toBe(shown);
});
