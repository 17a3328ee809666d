import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tryLock } from '../device-harness/index.ts';
import { rehearsalGo } from '../fixtures/records/variants.ts';
import { scratchFolder } from '../fixtures/scratch-folder.ts';
import { pilot } from './pilot.ts';
import { ask, listen, startUi, type Told, type UiServer } from './ui-server.ts';

let runs: string;
let server: UiServer;

beforeAll(async () => {
  runs = join(await scratchFolder(), 'runs');
  await mkdir(join(runs, 'judged/inputs'), { recursive: true });
  await writeFile(join(runs, 'judged/record.json'), JSON.stringify(rehearsalGo()));
  await writeFile(join(runs, '../secret.txt'), 'nobody may read this');
  server = await startUi(runs);
});
afterAll(async () => {
  await server.stop();
});

const codeIn = (body: string): unknown =>
  (JSON.parse(body) as { error?: { code?: string } }).error?.code;

test('only names of this machine are answered, with our port', async () => {
  const { port } = server;
  for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`]) {
    expect((await ask(port, '/', { host })).status).toBe(200);
  }
  for (const host of ['rebound.example', `rebound.example:${port}`, '127.0.0.1', '127.0.0.1:1']) {
    const { status, body } = await ask(port, '/api/history', { host });
    expect([status, codeIn(body)]).toEqual([403, 'HOST_REFUSED']);
  }
});

test('nothing can be written, whatever the method', async () => {
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
    const { status, headers, body } = await ask(server.port, '/api/history', { method });
    expect([status, headers['allow'], codeIn(body)]).toEqual([405, 'GET, HEAD', 'METHOD_REFUSED']);
  }
  const head = await ask(server.port, '/api/history', { method: 'HEAD' });
  expect([head.status, head.body]).toEqual([200, '']);
});

test.each([
  '/../secret.txt',
  '/ui/page/../../../secret.txt',
  '/%2e%2e/secret.txt',
  '/runs/..%2f..%2fsecret.txt/report',
  '/runs/judged/files/../../../secret.txt',
  '/runs/judged%2f..%2f../report',
  '/api/runs/..',
  '/api/runs/%2e%2e%2fsecret.txt',
  '/runs/%ff/report',
  '/node_modules/uplot/package.json',
  '/package.json',
  '/runs/judged/files/report.pdf',
])('%s is no address', async (path) => {
  const { status, body } = await ask(server.port, path);
  expect([status, codeIn(body)]).toEqual([404, 'NOT_FOUND']);
});

test('every answer forbids what the page does not need', async () => {
  const page = await ask(server.port, '/');
  const policy = String(page.headers['content-security-policy']);
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe');
  const framed = await ask(server.port, '/runs/judged/report');
  expect(framed.headers['content-security-policy']).toContain('sandbox');
  expect(framed.body).toContain('REHEARSAL GO');
  for (const { headers } of [page, framed, await ask(server.port, '/api/history')]) {
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['cross-origin-resource-policy']).toBe('same-origin');
    expect(headers['access-control-allow-origin']).toBeUndefined();
  }
});

const inference = (device: string): string =>
  `${JSON.stringify({ kind: 'event', device, data: { kind: 'inference' } })}\n`;

const inferencesIn = ({ data }: Told): number => {
  const { devices } = data['progress'] as { devices: Record<string, { inferences: number }> };
  return Object.values(devices).reduce((sum, { inferences }) => sum + inferences, 0);
};

test('a reader that comes back is told exactly what it missed', async () => {
  const folder = join(runs, 'going');
  const journal = join(folder, 'journal.ndjson');
  await mkdir(join(folder, 'inputs'), { recursive: true });
  await writeFile(journal, inference('a').repeat(3));
  const lock = tryLock(folder, 'run', { run: 'going' }) as Disposable;
  const first = listen(server.port);
  const state = await first.until(({ event }) => event === 'state');
  expect([state.data['id'], inferencesIn(state)]).toEqual(['going', 3]);
  await appendFile(journal, inference('b').repeat(4));
  const piece = await first.until(({ event }) => event === 'added');
  expect(inferencesIn(piece)).toBe(4);
  first.hangUp();

  // Ten lines and the first half of an eleventh.
  const half = inference('c').slice(0, 20);
  await appendFile(journal, inference('c').repeat(10) + half);
  const second = listen(server.port, piece.id);
  const missed = await second.until(({ event }) => event === 'added');
  expect([missed.data['from'], inferencesIn(missed)]).toEqual([piece.data['to'], 10]);
  await appendFile(journal, inference('c').slice(20));
  const last = await second.until(({ event, id }) => event === 'added' && id !== missed.id);
  expect([last.data['from'], inferencesIn(last)]).toEqual([missed.data['to'], 1]);
  second.hangUp();

  // It ends while nobody listens, and the server is another one by then.
  await appendFile(journal, inference('a').repeat(2));
  lock[Symbol.dispose]();
  await server.stop();
  server = await startUi(runs, server.port);
  const third = listen(server.port, last.id);
  await third.until(({ event }) => event === 'ended');
  expect(third.told.map(({ event }) => event)).toEqual(['added', 'ended']);
  expect(inferencesIn(third.told[0]!)).toBe(2);
  third.hangUp();
});

test('names in events are spelled out as they are everywhere else', async () => {
  const folder = join(runs, 'wild\u202e');
  await mkdir(join(folder, 'inputs'), { recursive: true });
  await writeFile(join(folder, 'journal.ndjson'), inference('pump\u202e'));
  using _lock = tryLock(folder, 'run', { run: 'wild' }) as Disposable;
  const listening = listen(server.port);
  const { data } = await listening.until(({ data: { id } }) => String(id).startsWith('wild'));
  listening.hangUp();
  expect(data['id']).toBe('wild[U+202E]');
  expect(JSON.stringify(data)).toContain('"pump[U+202E]":');
  expect(JSON.stringify(data)).not.toContain('\u202e');
  expect((await ask(server.port, '/api/history')).body).toContain('"wild[U+202E]"');
});

test('more than thirty-two do not listen at once, and whoever leaves makes room', async () => {
  const own = await startUi(runs);
  const readers = Array.from({ length: 32 }, () => listen(own.port, 'gone=0'));
  await Promise.all(readers.map((reader) => reader.until(({ event }) => event === 'ended')));
  const { status, body } = await ask(own.port, '/api/events');
  expect([status, codeIn(body)]).toEqual([503, 'READERS_MANY']);
  expect((await ask(own.port, '/api/history')).status).toBe(200);
  readers[0]?.hangUp();
  // The server hears of it a moment later.
  await expect
    .poll(async () => (await ask(own.port, '/api/events', { method: 'HEAD' })).status, {
      timeout: 20_000,
    })
    .toBe(200);
  for (const reader of readers) reader.hangUp();
  expect(await own.stop()).toBe(130);
});

test('Ctrl-C ends it with 130 and frees the port, also while somebody listens', async () => {
  const own = await startUi(runs);
  const listening = listen(own.port);
  await ask(own.port, '/');
  expect(await own.stop()).toBe(130);
  listening.hangUp();
  await new Promise<void>((resolve, reject) => {
    const again = createServer().once('error', reject);
    again.listen(own.port, '127.0.0.1', () => again.close(() => resolve()));
  });
});

test('an address that others can reach, and a port that is taken, are refused', async () => {
  const open = await pilot(['ui', '--runs', runs, '--host', '0.0.0.0']);
  expect([open.code, open.stderr]).toEqual([2, expect.stringContaining('UI_NOT_LOOPBACK')]);
  const taken = await pilot(['ui', '--runs', runs, '--port', String(server.port)]);
  expect([taken.code, taken.stderr]).toEqual([2, expect.stringContaining('UI_PORT_TAKEN')]);
});
