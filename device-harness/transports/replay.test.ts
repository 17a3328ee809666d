import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { scratchFolder } from '../../fixtures/scratch-folder.ts';
import { driveThrough, type Driven } from '../testing/drive.ts';
import { ptyDevice } from '../testing/pty.ts';
import { nextChunk } from '../testing/read-bytes.ts';
import { transportContract, type EchoPeer } from './contract.ts';
import { memory } from './memory.ts';
import type { Recorded } from './recording.ts';
import { replay } from './replay.ts';
import type { DeviceConfig, Transport } from './transport.ts';

const never = (): AbortSignal => new AbortController().signal;
const script = fileURLToPath(new URL('../testing/memory-echo.mjs', import.meta.url));

const entryOf = ({ direction, time_us, bytes }: Recorded): string =>
  `${JSON.stringify({ direction, time_us, base64: Buffer.from(bytes).toString('base64') })}\n`;

const transcriptOf = async (entries: readonly Recorded[]): Promise<string> => {
  const file = join(await scratchFolder(), 'bench-1.ndjson');
  await writeFile(file, entries.map(entryOf).join(''));
  return file;
};
const said = (time_us: number, text: string): Recorded => ({
  direction: 'received',
  time_us,
  bytes: Buffer.from(text),
});
const heard = (time_us: number, text: string): Recorded => ({
  ...said(time_us, text),
  direction: 'sent',
});
const played = async (entries: readonly Recorded[]): Promise<Transport> =>
  replay.open({ transcript: await transcriptOf(entries) }, never());

describe('the contract, in memory and then from its recordings', async () => {
  const folder = await scratchFolder();
  /** Writes down what passes over an echo device; the n-th to open is the n-th recording. */
  let recorded = 0;
  const recording = async (): Promise<EchoPeer> => ({
    async open(signal) {
      const file = join(folder, `${recorded}.ndjson`);
      const echo = await memory.open({ script }, signal);
      recorded += 1;
      await writeFile(file, '');
      const received = async function* () {
        for await (const chunk of echo.received) {
          await appendFile(file, entryOf({ direction: 'received', ...chunk }));
          yield chunk;
        }
      };
      return {
        ...echo,
        received: { [Symbol.asyncIterator]: received },
        async send(bytes, within_us) {
          await appendFile(file, entryOf({ direction: 'sent', time_us: 0, bytes }));
          await echo.send(bytes, within_us);
        },
      };
    },
    async [Symbol.asyncDispose]() {},
  });
  let opened = 0;
  const replaying = async (): Promise<EchoPeer> => ({
    async open(signal) {
      const transport = await replay.open({ transcript: join(folder, `${opened}.ndjson`) }, signal);
      opened += 1;
      return transport;
    },
    async [Symbol.asyncDispose]() {},
  });
  describe('memory', () => transportContract(recording, { losable: false }));
  describe('replay', () => transportContract(replaying, { losable: false }));
});

/** What a run says beyond the host's clock. */
const timeless = ({ outcome, events }: Driven): unknown => ({
  outcome: { ...outcome, transport: '' },
  events: events.map((event) => ({ ...event, time_us: 0, host_us: 0, link_us: 0 })),
});

describe('a run on a serial line, recorded and replayed', () => {
  test.each([
    ['none', 'complete'],
    ['silence', 'DEADLINE'],
    ['garbage', 'GARBLED'],
    ['reset', 'RESET'],
    ['flood', 'FLOOD'],
    ['banter', 'complete'],
  ])('a device with the fault %s gives the same events and outcome', async (fault, outcome) => {
    const device = await ptyDevice({ fault, after: 4 });
    const entries: Recorded[] = [];
    const steps = ['reset' as const, { infer: 8, within: '1 s' }, { sleep: '10 ms' }];
    const onTranscript = (entry: Recorded): unknown => entries.push(entry);
    const at = (transport: DeviceConfig['transport']): DeviceConfig => ({ id: 'b-1', transport });
    const run = await driveThrough(at({ kind: 'serial', path: device.path }), steps, {
      onTranscript,
      deadline: '20 s',
    });
    await device.vanish();
    expect(run.outcome.fault?.code ?? run.outcome.outcome).toBe(outcome);

    const transcript = await transcriptOf(entries);
    const again = await driveThrough(at({ kind: 'replay', transcript }), steps, {
      deadline: '20 s',
    });
    // The words of a deadline and of a flood have more to say, or other counts.
    const words = { fault: expect.objectContaining({ code: outcome }) as unknown };
    expect(timeless(again)).toMatchObject({
      ...(timeless(run) as object),
      outcome: { ...run.outcome, transport: '', ...(run.outcome.fault && words) },
    });
  });
});

test('recorded waiting takes no time, and keeps its length', async () => {
  const hour_us = 3600e6;
  const transport = await played([
    heard(5e6, 'sleep\n'),
    said(5e6 + 24 * hour_us, 'awake\n'),
    heard(5e6 + 30 * hour_us, 'more\n'),
    said(6e6 + 30 * hour_us, 'done\n'),
  ]);
  await transport.send(Buffer.from('sleep\n'), 1e6);
  const received = transport.received[Symbol.asyncIterator]();
  const next = async (within_us: number): Promise<[string, number]> => {
    transport.wait!(within_us);
    const { bytes, time_us } = (await received.next()).value!;
    return [Buffer.from(bytes).toString(), time_us];
  };
  expect(await next(20 * hour_us)).toEqual(['', 20 * hour_us]);
  expect(await next(20 * hour_us)).toEqual(['awake\n', 24 * hour_us]);
  expect(await next(hour_us)).toEqual(['', 25 * hour_us]);
  expect(transport.silence?.()).toContain('"more\\n" was sent next');
  await transport.send(Buffer.from('mo'), 1e6);
  await transport.send(Buffer.from('re\n'), 1e6);
  expect(await next(hour_us)).toEqual(['done\n', 30 * hour_us + 1e6]);
  expect(await next(1)).toEqual(['', 30 * hour_us + 1e6 + 1]);
  expect(transport.silence?.()).toBe('the recording ends here');
  await transport[Symbol.asyncDispose]();
});

test('what was said before it was listened to is not lost', async () => {
  const transport = await played([said(7, 'up\n'), heard(9, 'id\n'), said(10, 'me\n')]);
  await transport.send(Buffer.from('id\n'), 1e6);
  expect(Buffer.from((await nextChunk(transport))!.bytes).toString()).toBe('up\n');
  expect(Buffer.from((await nextChunk(transport))!.bytes).toString()).toBe('me\n');
  await transport[Symbol.asyncDispose]();
});

test.each([
  ['infer b\n', 'byte 10 of all that is sent', '"infer b\\n" is sent where "infer a\\n" was sent'],
  ['infer a\nx', 'byte 12 of all that is sent', 'is sent where nothing more was sent then'],
])('%j in place of what was sent then is a fault with both texts', async (now, place, words) => {
  const transport = await played([heard(0, 'id\n'), said(1, 'me\n'), heard(2, 'infer a\n')]);
  await transport.send(Buffer.from('id\n'), 1e6);
  const sending = transport.send(Buffer.from(now), 1e6);
  await expect(sending).rejects.toMatchObject({
    code: 'DIFFERS',
    exitCode: 4,
    message: expect.stringMatching(
      new RegExp(`^${place} .*${words.replaceAll('\\', '\\\\')}`, 'u'),
    ),
  });
  await transport[Symbol.asyncDispose]();
});

test('a transcript that is not there is named', async () => {
  const opening = replay.open({ transcript: '/nowhere/bench-1.ndjson' }, never());
  await expect(opening).rejects.toMatchObject({ code: 'TRANSCRIPT_MISSING' });
});

test.each(['{', '7', '{"direction":"up"}', '{"direction":"sent","time_us":"1","base64":""}'])(
  'the line %s is no entry of a transcript',
  async (line) => {
    const file = await transcriptOf([said(0, 'up\n')]);
    await appendFile(file, `${line}\n`);
    const transport = await replay.open({ transcript: file }, never());
    await nextChunk(transport);
    await expect(nextChunk(transport)).rejects.toMatchObject({
      code: 'TRANSCRIPT_INVALID',
      where: { file, line: 2 },
    });
    await transport[Symbol.asyncDispose]();
  },
);
