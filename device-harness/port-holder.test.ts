import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { holderOf, holdersOf } from './port-holder.ts';
import { ptyDevice } from './testing/pty.ts';
import { endDying, spawnDying } from './transports/dies-with-us.ts';
import { serial } from './transports/serial.ts';

const never = (): AbortSignal => new AbortController().signal;

/** A program that locks a port, as a serial monitor does. */
const monitor = async (path: string): Promise<ReturnType<typeof spawnDying>> => {
  const child = spawnDying(['flock', path, 'sh', '-c', 'echo up; exec sleep 600']);
  await once(child.stdout, 'data');
  return child;
};

describe.skipIf(!existsSync('/proc/locks'))('who holds a port', () => {
  test('is the program that locked it, by its command line and number', async () => {
    const device = await ptyDevice({ fault: 'echo' });
    const child = await monitor(device.path);
    const held = new RegExp(`held by \\S*flock ${device.path} .*, process ${child.pid}\\b`, 'u');
    expect(await holderOf(device.path)).toMatch(held);
    await expect(serial.open({ path: device.path }, never())).rejects.toMatchObject({
      code: 'PORT_BUSY',
      message: expect.stringMatching(held),
    });
    await endDying(child);
    const transport = await serial.open({ path: device.path }, never());
    expect(await holderOf(device.path)).toBe('held by this very process');
    await transport[Symbol.asyncDispose]();
    await device.vanish();
  });

  test('is every program that has it open, where nobody locked it', async () => {
    const device = await ptyDevice({ fault: 'echo' });
    const { byPath } = await holdersOf([device.path, '/dev/no-such-port']);
    expect([...byPath.keys()]).toEqual([device.path]);
    expect(byPath.get(device.path)).toContainEqual({
      pid: expect.any(Number),
      command: 'sleep 1000000',
    });
    await device.vanish();
    expect(await holderOf('/dev/no-such-port')).toBeUndefined();
  });
});
