import { expect, test } from 'vitest';
import { createChunkQueue } from './chunk-queue.ts';

test.each([
  ['large chunks', 64 * 1024, 17],
  ['chunks of one byte', 1, 20_000],
  ['empty chunks', 0, 20_000],
])('%s that nobody takes are a flood', async (_, size, count) => {
  const queue = createChunkQueue();
  for (let time_us = 0; time_us < count; time_us += 1) {
    queue.push({ bytes: new Uint8Array(size), time_us });
  }
  const takeAll = async (): Promise<void> => {
    const chunks = queue[Symbol.asyncIterator]();
    while (!(await chunks.next()).done);
  };
  await expect(takeAll()).rejects.toMatchObject({ code: 'FLOOD' });
});

test('what is taken in time may be any number of chunks', async () => {
  const queue = createChunkQueue();
  const chunks = queue[Symbol.asyncIterator]();
  for (let time_us = 0; time_us < 50_000; time_us += 1) {
    queue.push({ bytes: Uint8Array.of(1), time_us });
    expect((await chunks.next()).value).toMatchObject({ time_us });
  }
});
