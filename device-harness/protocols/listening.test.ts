import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scratchFolder } from '../../fixtures/scratch-folder.ts';
import { driveThrough, type Driven } from '../testing/drive.ts';
import { saying } from '../testing/saying.ts';

const reference = process.env['PILOT_REFERENCE_DATA'];

const hear = async (
  text: string,
  options: Readonly<Record<string, unknown>> = {},
  device: Readonly<Record<string, unknown>> = {},
): Promise<Driven> => {
  const script = await saying(await scratchFolder(), text);
  const protocol = { kind: 'edge-impulse' as const, mode: 'prints' as const, ...options };
  return driveThrough({ id: 'k-1', transport: { kind: 'memory', script }, protocol, ...device }, [
    { listen: { for: '2 s' } },
  ]);
};

describe('published logs of boards that only print', () => {
  const log = (name: string): string =>
    readFileSync(join(reference ?? '', 'device-output', name), 'utf8');

  test.skipIf(reference === undefined)(
    'keyword spotting (needs PILOT_REFERENCE_DATA)',
    async () => {
      const { outcome, events, journal } = await hear(log('sds_kws_0.log'));
      expect(outcome).toMatchObject({ outcome: 'complete', events: 2, inferences: 2 });
      expect(events).toMatchObject([
        {
          sample: 'listen-1',
          unasked: true,
          label: 'helloworld',
          latency_us: 29_000,
          x_dsp_us: 20_000,
          start: 'cold',
        },
        {
          sample: 'listen-2',
          label: 'helloworld',
          latency_us: 29_000,
          x_dsp_us: 19_000,
          start: 'warm',
        },
      ]);
      expect(events.map(({ scores }) => scores)).toEqual([
        [0.769531, 0.085938, 0.144531],
        [0.96875, 0.003906, 0.027344],
      ]);
      const noise = journal
        .filter(({ kind }) => kind === 'noise')
        .map(({ data }) => data?.['text']);
      // Everything but the two results is kept as noise.
      expect(noise).toHaveLength(8);
      expect(noise).toContain('==== SDS recording stopped');
    },
  );

  test.skipIf(reference === undefined)('motion (needs PILOT_REFERENCE_DATA)', async () => {
    const { outcome, events } = await hear(log('sds_motion_0.log'));
    expect(outcome).toMatchObject({ outcome: 'complete', events: 2, inferences: 2 });
    expect(events).toMatchObject([
      { label: 'updown', confidence: 0.996094, x_dsp_us: 18_000, x_anomaly: 0.041957 },
      { label: 'snake', confidence: 0.898438, x_dsp_us: 18_000, x_anomaly: 0.241648 },
    ]);
    // 0 ms is what the board can tell apart, and no latency.
    for (const event of events) {
      expect(event).toMatchObject({ untimed: 'told as 0 in steps of 1000 us' });
      expect(event).not.toHaveProperty('latency_us');
    }
  });
});

test('scores in one array are classes by number, or by name where they are stated', async () => {
  const array = '[0.0080, 0.2812, 0.7106]\n';
  const unnamed = await hear(array);
  expect(unnamed.events).toMatchObject([{ label: 'class 2', confidence: 0.7106 }]);
  const named = await hear(`Timing: DSP 1 ms, inference 850 us, anomaly 0 ms\n${array}`, {
    labels: ['noise', 'no', 'yes'],
  });
  expect(named.events).toMatchObject([{ label: 'yes', latency_us: 1850, x_resolution_us: 1 }]);
  const wrong = await hear(array, { labels: ['no', 'yes'] });
  expect(wrong.outcome.fault).toMatchObject({ code: 'PROTOCOL' });
});

test('a board that fails says so', async () => {
  const { outcome } = await hear('ERR: Failed to run classifier (-3)\n');
  expect(outcome.fault).toMatchObject({ code: 'DEVICE_ERROR' });
});

test('a line that is none of these ends it where the device is declared to fail on such', async () => {
  const text = 'Timing: DSP 1 ms, inference 2 ms\n  yes: 1.0\nwatchdog fed\n';
  expect((await hear(text)).outcome).toMatchObject({ outcome: 'complete', inferences: 1 });
  const { outcome } = await hear(text, {}, { onUnreadable: 'fail' });
  expect(outcome.fault).toMatchObject({ code: 'UNREADABLE', step: 'listen for 2 s' });
});

test('a device that prints json-lines by itself is listened to, boot and all', async () => {
  const identity = {
    protocol: 1,
    firmware: 'f',
    version: '1',
    model: 'm',
    tick_hz: 1000,
    labels: ['a', 'b'],
  };
  const script = await saying(
    await scratchFolder(),
    [
      JSON.stringify({ type: 'identity', ...identity }),
      JSON.stringify({ type: 'identity', ...identity }),
      'I (312) wifi: connected',
      JSON.stringify({ type: 'boot', ...identity, cause: 'power-on' }),
      JSON.stringify({ type: 'inference', sample: 's', label: 'b', ticks: 7, start: 'cold' }),
      JSON.stringify({ type: 'boot', ...identity, cause: 'watchdog' }),
    ].join('\n'),
  );
  const { outcome, events } = await driveThrough(
    { id: 'j-1', transport: { kind: 'memory', script } },
    [{ listen: { for: '1 s' } }],
  );
  expect(events.map(({ kind, sample }) => sample ?? kind)).toEqual(['boot', 's', 'boot']);
  expect(outcome.fault).toMatchObject({
    code: 'RESET',
    message: expect.stringContaining('watchdog'),
  });
});
