import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { scratchFolder } from '../../fixtures/scratch-folder.ts';
import { driveThrough } from '../testing/drive.ts';
import { openProtocol } from './index.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const file = join(repository, 'fixtures/patterns/bench-print.patterns.yaml');
const script = join(repository, 'device-harness/testing/bench-print-device.mjs');
const device = {
  id: 'p-1',
  transport: { kind: 'memory' as const, script },
  protocol: { kind: 'patterns' as const, file },
};

const stimulus = (sample: string, bytes = 4) => ({
  sample,
  x: Buffer.alloc(bytes).toString('base64'),
  truth: 'normal',
});

const infer = async (
  samples: string[],
  options: Partial<typeof device & { onUnreadable: 'fail' }> = {},
) =>
  driveThrough({ ...device, ...options }, ['reset', 'infer'], {
    stimuli: { steady: samples.map((sample) => stimulus(sample)) },
  });

test('home-made firmware is identified, reset and put through inferences', async () => {
  const { outcome, events, journal } = await driveThrough(device, ['reset', 'infer'], {
    stimuli: { steady: [stimulus('w-1'), stimulus('w-2', 9)] },
  });
  expect(outcome).toMatchObject({
    outcome: 'complete',
    protocol: 'patterns',
    firmware: 'valve-guard',
    version: '2.1.0',
    model: 'valve-cnn',
    stated: ['model', 'labels'],
    inferences: 2,
  });
  expect(events.map(({ kind, start }) => start ?? kind)).toEqual(['boot', 'cold', 'warm']);
  expect(events[1]).toMatchObject({
    sample: 'w-1',
    label: 'normal',
    latency_us: 1504,
    confidence: 0.782,
    x_cycles: 96_000,
  });
  expect(events[2]).toMatchObject({ label: 'cavitation', latency_us: 1509, truth: 'normal' });
  expect(journal.filter(({ kind }) => kind === 'noise')).toEqual([]);
});

test.each([
  ['bad-index', 'PROTOCOL', '"label"'],
  ['bad-time', 'PROTOCOL', '"latency_us"'],
  ['no-time', 'PROTOCOL', '"latency_us"'],
  ['over-share', 'PROTOCOL', '"confidence"'],
  ['twice', 'PROTOCOL', '"latency_us"'],
  ['other-sample', 'PROTOCOL', 'answered for "w-9"'],
  ['refused', 'DEVICE_ERROR', 'BUSY: still starting'],
  ['restart', 'RESET', 'watchdog'],
])('an answer with %s is %s and says which', async (sample, code, words) => {
  const { outcome } = await infer(['w-1', sample, 'w-2']);
  expect(outcome).toMatchObject({ inferences: 1, fault: { code } });
  expect(outcome.fault?.message).toContain(words);
});

test('an answer that is given twice is PROTOCOL, where it names no sample too', async () => {
  const nameless = join(await scratchFolder(), 'nameless.patterns.yaml');
  await writeFile(nameless, (await readFile(file, 'utf8')).replace('sample: sample', ''));
  const protocol = { kind: 'patterns' as const, file: nameless };
  const { outcome, events } = await infer(['w-1', 'doubled', 'w-2', 'w-3'], { protocol });
  expect(outcome).toMatchObject({ inferences: 2, fault: { code: 'PROTOCOL' } });
  expect(outcome.fault?.message).toContain('answered twice');
  const samples = events.flatMap(({ kind, sample }) => (kind === 'inference' ? [sample] : []));
  expect(samples).toEqual(['w-1', 'doubled']);
});

test('a time of nought is no time: the event says that it is untimed', async () => {
  const { outcome, events } = await infer(['zero-time']);
  expect(outcome.outcome).toBe('complete');
  expect(events.at(-1)).toMatchObject({ kind: 'inference', untimed: 'told as 0' });
  expect(events.at(-1)).not.toHaveProperty('latency_us');
});

describe('a line that is none of its messages', () => {
  test('is journaled, and the run goes on', async () => {
    const { outcome, journal } = await infer(['babble', 'w-1']);
    expect(outcome).toMatchObject({ outcome: 'complete', inferences: 2 });
    expect(journal.filter(({ kind }) => kind === 'noise')).toMatchObject([
      { data: { text: 'DEBUG x=1' }, message: 'matches no message of the patterns file' },
    ]);
  });

  test('ends it where the device is declared to fail on such lines', async () => {
    const { outcome } = await infer(['babble', 'w-1'], { onUnreadable: 'fail' });
    expect(outcome).toMatchObject({ inferences: 0, fault: { code: 'UNREADABLE' } });
    expect(outcome.fault?.message).toContain('DEBUG x=1');
  });
});

test('a sample that would be a second command is never sent', async () => {
  const { outcome } = await infer(['w-1\r\nreboot']);
  expect(outcome).toMatchObject({ inferences: 0, fault: { code: 'STIMULUS' } });
});

test('a device that only prints is who the file says, marked so', async () => {
  const { protocolOf } = await import('./patterns.ts');
  const { parseYaml } = await import('../../documents/yaml-document.ts');
  const protocol = protocolOf(
    parseYaml(
      'p.yaml',
      'patterns: p\nversion: 1\nidentity: {firmware: f, version: 1.2.0}\nlabels: [a, b]\nmessages: {r: {match: "^R (?<label>.)"}}',
    ) as Parameters<typeof protocolOf>[0],
  );
  const link = { now_us: () => 7 } as Parameters<typeof protocol.identify>[0];
  for await (const { message } of protocol.identify(link, 0)) {
    expect(message).toMatchObject({
      firmware: 'f',
      version: '1.2.0',
      model: '',
      stated: ['firmware', 'version', 'labels'],
    });
  }
  expect(protocol.infer).toBeUndefined();
});

test('the shipped example is read as it is written', async () => {
  const { interpret } = await openProtocol(device);
  expect(interpret('BENCH,sample=a,cnn_us=897288,cycles=5,pred_idx=1,confidence_x10=782')).toEqual({
    type: 'inference',
    sample: 'a',
    label: 'cavitation',
    ticks: 897_288,
    confidence: expect.closeTo(0.782, 9),
    extra: { x_cycles: 5 },
  });
  expect(interpret('ERR BUSY')).toEqual({ type: 'error', code: 'BUSY', detail: '' });
  expect(interpret('> ')).toEqual({ type: 'part' });
  expect(interpret('# hello')).toEqual({ type: 'part' });
  expect(interpret('bench,x=1')).toBeUndefined();
});
