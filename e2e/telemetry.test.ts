import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { AcceptanceRecord } from '../schemas/types/record.ts';
import { bench, pilot } from './pilot.ts';

const suiteText = `suite: field
version: 1
question: Do the bells answer fast and well enough?
devices: {at-least: 5}
criteria:
  LAT-1: p95(latency) <= 200 ms
  ACC-1: {expect: recall(hello) >= 80 %, in-every: [room]}
`;

const columns = [
  'device',
  'session',
  'seq',
  'time_us',
  'kind',
  'sample',
  'latency_us',
  'start',
  'label',
  'truth',
  'tags.room',
];

/** 8 bells, 100 clips each; two of a hundred answers wrong. */
const rows = (slow = 0): string[][] =>
  Array.from({ length: 800 }, (_, i) => {
    const truth = Math.floor(i / 8) % 2 ? 'hello' : 'other';
    const label = i % 97 === 1 ? 'other' : truth;
    const latency = i < slow ? 400_000 : 90_000 + (i % 13) * 1000;
    return [
      `bell-${i % 8}`,
      'boot-1',
      String(Math.floor(i / 8)),
      String(i * 1000),
      'inference',
      `c${i}`,
      String(latency),
      'warm',
      label,
      truth,
      i % 32 < 16 ? 'hall' : 'kitchen',
    ];
  });

const csv = (lines: readonly (readonly string[])[]): string =>
  `${[columns, ...lines].map((line) => line.join(',')).join('\n')}\n`;

interface OwnSuite {
  readonly suite: string;
}

const judge = async (name: string, text: string, ...rest: (string | OwnSuite)[]) => {
  const args = rest.filter((arg) => typeof arg === 'string');
  const own = rest.find((arg) => typeof arg === 'object');
  const { folder, config } = await bench([]);
  const suite = join(folder, 'a.suite.yaml');
  await writeFile(suite, own?.suite ?? suiteText);
  await writeFile(join(folder, name), text);
  const run = join(folder, 'run');
  const ended = await pilot([
    'judge',
    join(folder, name),
    '--suite',
    suite,
    '--config',
    config,
    '--out',
    run,
    ...args,
  ]);
  const record = (): AcceptanceRecord =>
    JSON.parse(readFileSync(join(run, 'record.json'), 'utf8')) as AcceptanceRecord;
  return { ...ended, run, record };
};

test('a CSV of field telemetry is judged without any device', async () => {
  const { code, stdout, record } = await judge('field.csv', csv(rows()), '--origin', 'hardware');
  expect(stdout).toContain('GO');
  expect(code).toBe(0);
  expect(record().decision.label).toBe('GO');
  expect(record().criteria.map(({ n, origin }) => [n, origin])).toEqual([
    [800, 'hardware'],
    [400, 'hardware'],
  ]);
});

test('the same events as NDJSON give the same verdicts', async () => {
  const events = rows().map((row) => {
    const cells = Object.fromEntries(columns.map((name, i) => [name, row[i]]));
    const { 'tags.room': room, seq, time_us, latency_us, ...rest } = cells;
    return JSON.stringify({
      v: 1,
      ...rest,
      seq: Number(seq),
      time_us: Number(time_us),
      latency_us: Number(latency_us),
      tags: { room },
      origin: 'hardware',
    });
  });
  const json = await judge('field.ndjson', `${events.join('\n')}\n`);
  const table = await judge('field.csv', csv(rows()), '--origin', 'hardware');
  const verdicts = ({ criteria }: AcceptanceRecord) =>
    criteria.map(({ where: _place, ...verdict }) => verdict);
  expect(verdicts(json.record())).toEqual(verdicts(table.record()));
});

test('a byte order mark, CRLF and quoted cells are honest CSV and NDJSON', async () => {
  const quoted = rows().map((row) => row.map((cell) => `"${cell}"`));
  const text = `\uFEFF${csv(quoted).replaceAll('\n', '\r\n')}`;
  expect((await judge('field.csv', text, '--origin', 'hardware')).code).toBe(0);
  const events = rows().map((row) => {
    const [device, session, seq, time, kind, sample, latency, start, label, truth, room] = row;
    return JSON.stringify({
      v: 1,
      device,
      session,
      seq: Number(seq),
      time_us: Number(time),
      kind,
      sample,
      latency_us: Number(latency),
      start,
      label,
      truth,
      tags: { room },
    });
  });
  const lines = `\uFEFF${events.join('\r\n')}\r\n`;
  expect((await judge('field.ndjson', lines, '--origin', 'hardware')).code).toBe(0);
});

test('telemetry that does not say where it comes from cannot pass as hardware', async () => {
  const { code, record } = await judge('field.csv', csv(rows()));
  expect(code).toBe(3);
  expect(record().criteria[0]).toMatchObject({ outcome: 'inconclusive', origin: 'modelled' });
  expect(record().criteria[0]?.reason).toMatch(/modelled/u);
});

test('slow devices fail wherever the numbers come from', async () => {
  const { code, record } = await judge('field.csv', csv(rows(400)));
  expect(code).toBe(1);
  expect(record().criteria[0]?.outcome).toBe('fail');
});

test('events that break the schema are kept apart with line and reason, and stop a go', async () => {
  const lines = rows();
  lines[3]![6] = '-5';
  lines[7]![6] = 'NaN';
  lines[9]![4] = 'inferenz';
  const { code, run, record } = await judge('field.csv', csv(lines), '--origin', 'hardware');
  expect(code).toBe(3);
  expect(record().decision.reason).toMatch(/\b3\b.*schema/u);
  const rejected = readFileSync(join(run, 'rejected.ndjson'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { line: number; reason: string });
  expect(rejected.map(({ line }) => line)).toEqual([5, 9, 11]);
  expect(rejected[0]?.reason).toContain('latency_us');
  expect(record().tested.counts).toMatchObject({ events: 797, rejected: 3 });
});

test.each([
  ['1 %', 0, 'GO'],
  ['0.1 %', 3, 'NOT ENOUGH EVIDENCE'],
])('a suite may allow %s of the events to break the schema', async (allowed, exitCode, label) => {
  const lines = rows();
  for (const index of [3, 7, 9]) lines[index]![6] = '-5';
  const text = suiteText.replace('criteria:', `allow-rejected: ${allowed}\ncriteria:`);
  const { code, record } = await judge('field.csv', csv(lines), '--origin', 'hardware', {
    suite: text,
  });
  expect(code).toBe(exitCode);
  expect(record().decision.label).toBe(label);
});

test('rows that are short or long are rejected, not read as if cells were empty', async () => {
  const text = csv(rows()).split('\n');
  text[5] = text[5]!.split(',').slice(0, -2).join(',');
  text[9] = `${text[9]},extra`;
  const { run } = await judge('field.csv', text.join('\n'), '--origin', 'hardware');
  const rejected = readFileSync(join(run, 'rejected.ndjson'), 'utf8').trim().split('\n');
  expect(rejected.map((line) => (JSON.parse(line) as { line: number }).line)).toEqual([6, 10]);
});

test.each([
  ['stands twice', (header: string) => header.replace('tags.room', 'truth')],
  ['are missing', (header: string) => header.replaceAll(',', ';')],
])('a header in which a column %s is refused and makes no run', async (said, change) => {
  const [header = '', ...lines] = csv(rows()).split('\n');
  const { code, stderr, run } = await judge('field.csv', [change(header), ...lines].join('\n'));
  expect(existsSync(run)).toBe(false);
  expect(code).toBe(2);
  expect(stderr).toMatch(/field\.csv:1: /u);
  expect(stderr).toContain(said);
});

test.each([
  ['nothing', 'field.ndjson', ''],
  ['garbage', 'field.ndjson', '\u0000\u0001not json\n{"half":\n'.repeat(50)],
  ['a header alone', 'field.csv', `${columns.join(',')}\n`],
])('%s is never green', async (_, name, text) => {
  const { code, record } = await judge(name, text, '--origin', 'hardware');
  expect(code).toBe(3);
  expect(
    record().criteria.every(({ outcome }) => outcome === 'error' || outcome === 'inconclusive'),
  ).toBe(true);
});

test.each([
  [
    'an event is edited',
    'events.ndjson',
    (text: string) => text.replace('"latency_us":9', '"latency_us":8'),
  ],
  ['events are cut off', 'events.ndjson', (text: string) => text.slice(0, text.length / 2)],
  [
    'a limit of the frozen plan is edited',
    'inputs/plan.json',
    (text: string) => text.replace('"value": 200', '"value": 900'),
  ],
  ['a rejected event is dropped', 'rejected.ndjson', () => '\n'],
])('a run folder in which %s is not judged', async (_, file, damage) => {
  const { run } = await judge('field.csv', csv(rows()), '--origin', 'hardware');
  const before = readFileSync(join(run, file), 'utf8');
  await writeFile(join(run, file), damage(before));
  expect(damage(before)).not.toBe(before);
  const { code, stdout, stderr } = await pilot(['judge', run]);
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain('[EVIDENCE_CHANGED]');
});
