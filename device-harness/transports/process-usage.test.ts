import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { DeviceConfig } from '../index.ts';
import { driveThrough } from '../testing/drive.ts';

const program = fileURLToPath(new URL('../testing/stdio-device.mjs', import.meta.url));

const device = (options: object = {}): DeviceConfig => ({
  id: 'gateway-1',
  transport: {
    kind: 'process',
    command: [process.execPath, program, JSON.stringify(options)],
  },
});

test.skipIf(process.platform !== 'linux')(
  'inferences of a program carry its peak of memory and the processor time they took',
  async () => {
    const { outcome, events } = await driveThrough(device(), ['reset', 'infer']);
    expect(outcome).toMatchObject({ outcome: 'complete', inferences: 10 });
    const inferences = events.filter(({ kind }) => kind === 'inference');
    for (const { rss_B, cpu_us } of inferences) {
      expect(rss_B).toBeGreaterThan(20e6);
      expect(rss_B).toBeLessThan(300e6);
      expect(cpu_us).toBeGreaterThan(20_000);
    }
    // What is used up in one may be seen in the next, so the sum is what is right.
    const total_us = inferences.reduce((sum, { cpu_us = 0 }) => sum + cpu_us, 0);
    expect(total_us).toBeGreaterThan(290_000);
    expect(total_us).toBeLessThan(900_000);
    const peaks = inferences.map(({ rss_B = 0 }) => rss_B);
    expect(peaks).toEqual(peaks.toSorted((a, b) => a - b));
  },
);

test('what a program states of itself comes before what this machine sees', async () => {
  const stated = { rss_B: 7_000_000, cpu_us: 1234 };
  const { events } = await driveThrough(device({ stated }), ['reset', { infer: 2 }]);
  expect(events.filter(({ kind }) => kind === 'inference')).toMatchObject([stated, stated]);
});
