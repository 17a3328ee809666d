import { describe, expect, test } from 'vitest';
import type { PilotConfig } from '../../schemas/types/config.ts';
import { assumedOrigins } from '../bench.ts';
import { chooseDevices, type Wanted } from './devices.ts';

const config: PilotConfig = {
  devices: [
    { id: 'pump-1', tags: ['pump'], transport: { kind: 'emulator', board: 'rp2040' } },
    { id: 'pump-2', tags: ['pump', 'hot'], transport: { kind: 'emulator', board: 'rp2040' } },
    { id: 'fan-1', tags: ['fan'], transport: { kind: 'emulator', board: 'rp2040' } },
  ],
};
const where = { suite: { file: 'a.suite.yaml', line: 3 }, config: 'pilot.config.ts' };
const choose = (wanted: Wanted): ReturnType<typeof chooseDevices> =>
  chooseDevices(config, wanted, where);
const idsOf = (wanted: Wanted): string[] => choose(wanted).map(({ id }) => id);

describe('devices of a run', () => {
  test.each([
    [{ tags: ['pump'] }, ['pump-1', 'pump-2']],
    [{ tags: ['pump', 'hot'] }, ['pump-2']],
    [{ tags: ['pump'], only: ['pump-1'] }, ['pump-1']],
    [{ tags: ['pump'], only: ['tcp://gw:4000'] }, ['tcp-gw-4000']],
    [{ tags: ['pump'], only: ['pump-2', 'tcp://gw:4000?id=far'] }, ['pump-2', 'far']],
    [{ tags: [], only: ['tcp://gw:1', 'tcp://gw:2'] }, ['tcp-gw-1', 'tcp-gw-2']],
  ])('%j are %j', (wanted, ids) => {
    expect(idsOf(wanted)).toEqual(ids);
  });

  test('one at an address carries what the suite asks for and speaks what the suite says', () => {
    const wanted = { tags: ['pump', 'hot'], protocol: 'mlperf-tiny' };
    expect(choose({ ...wanted, only: ['process:curl http://gw/?a=1'] })).toEqual([
      {
        id: 'process-curl-http-gw-a-1',
        tags: ['pump', 'hot'],
        protocol: 'mlperf-tiny',
        transport: { kind: 'process', command: ['curl', 'http://gw/?a=1'] },
      },
    ]);
    const [own] = choose({ ...wanted, only: ['tcp://gw:1?protocol=json-lines'] });
    expect(own).toMatchObject({ protocol: 'json-lines' });
  });

  test.each([
    [{ tags: [], only: ['pump-9'] }, 'DEVICE_UNKNOWN', 'pump-1, pump-2, fan-1'],
    [{ tags: ['turbine'] }, 'DEVICES_NONE', ''],
    [{ tags: ['fan'], only: ['pump-1'] }, 'DEVICES_NONE', ''],
    [{ tags: [], only: ['tcp://gw:1', 'tcp://gw:1'] }, 'DUPLICATE_ID', ''],
    [{ tags: [], only: ['tcp://gw:1?id=pump-1'] }, 'DUPLICATE_ID', ''],
    [{ tags: [], only: ['tcp://gw'] }, 'ADDRESS_INVALID', 'tcp://'],
    [{ tags: [], only: ['tcp://gw:1'], protocol: 'morse' }, 'ADDRESS_INVALID', ''],
  ])('%j are refused as %s', (wanted, code, hint) => {
    expect(() => choose(wanted)).toThrow(
      expect.objectContaining({ code, hint: expect.stringContaining(hint) }),
    );
  });

  test('what is behind a link is asked for where nobody said it', () => {
    const only = [
      'tcp://a:1?id=a',
      'tcp://b:1?id=b&origin=hardware',
      'rfc2217://c:1?id=c',
      'qemu:mps2-an385',
    ];
    const sentences = assumedOrigins(choose({ tags: [], only }));
    expect(sentences).toEqual([
      expect.stringContaining('link of a is not stated'),
      expect.stringContaining('link of c is not stated'),
    ]);
  });
});
