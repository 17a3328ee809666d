import { expect, test } from 'vitest';
import { judgeSynthetic } from '../../fixtures/oracle/judge-synthetic.ts';
import { syntheticPlan } from '../../fixtures/oracle/synthetic-pilot.ts';
import { linkTimeOf } from '../link-time.ts';
import { driveThrough } from '../testing/drive.ts';
import { ptyDevice } from '../testing/pty.ts';

test('the host notes how long it waited, and what a serial line and the stated delay explain', async () => {
  await using port = await ptyDevice();
  const transport = { kind: 'serial' as const, path: port.path, baud: 9600 };
  const { events } = await driveThrough({ id: 'a', transport, linkDelay: '2 ms' }, [
    'reset',
    { infer: 3 },
  ]);
  const answers = events.filter(({ kind }) => kind === 'inference');
  expect(answers).toHaveLength(3);
  for (const { host_us, link_us } of answers) {
    expect(host_us).toBeGreaterThanOrEqual(0);
    // It answers at once, whatever it says of itself.
    expect(host_us).toBeLessThan(1_000_000);
    // Some hundred bytes at 960 a second, and the delay.
    expect(link_us).toBeGreaterThan(2000 + 50_000);
  }
});

test('a device that claims to have taken longer than anybody waited is a finding', async () => {
  await using port = await ptyDevice();
  const transport = { kind: 'serial' as const, path: port.path };
  const { events } = await driveThrough({ id: 'braggart', transport }, ['reset', 'infer']);
  const plan = syntheticPlan({ 'LAT-1': 'p95(latency) <= 60 ms' }, { scenarios: [] });
  // The pty answers within a millisecond or two and says that it took 40.
  const { findings } = await judgeSynthetic(plan, events);
  const { sentence } = findings.find(({ code }) => code === 'DEVICE_CLOCK_DISAGREES')!;
  expect(sentence).toContain('that device braggart states');
  expect(sentence).toContain('longer than the link explains');
});

test.each([
  [{ kind: 'serial' as const, path: '/dev/ttyX' }, undefined, 11_521, 1_000_087],
  [{ kind: 'serial' as const, path: '/dev/ttyX', baud: 9600 }, '1 ms', 96, 101_000],
  [{ kind: 'tcp' as const, host: 'bench', port: 1 }, '30 ms', 1000, 30_000],
  [{ kind: 'tcp' as const, host: 'bench', port: 1 }, undefined, 1000, 0],
])(
  'what the link explains of an answer over %o, delayed %s, of %i bytes',
  (transport, linkDelay, bytes, us) => {
    const device = { id: 'x', transport, ...(linkDelay !== undefined && { linkDelay }) };
    expect(linkTimeOf(device)(bytes)).toBe(us);
  },
);
