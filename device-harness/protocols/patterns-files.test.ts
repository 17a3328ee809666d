import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scratchFolder } from '../../fixtures/scratch-folder.ts';
import { PilotError } from '../../documents/pilot-error.ts';
import { openProtocol } from './index.ts';
import type { Protocol } from './protocol.ts';

const sound = `patterns: p
version: 1
labels: [a, b]
tick: 1 us
infer: {send: "run {sample} {x}", expect: result}
messages:
  result: {match: '^R (?<label>\\S+) (?<t>\\d+)$', fields: {latency_us: t}}
  oops: {match: '^ERR (?<code>\\w+)(: (?<detail>.*))?'}
`;

const open = async (text: string): Promise<Protocol> => {
  const file = join(await scratchFolder(), 'p.patterns.yaml');
  await writeFile(file, text);
  const protocol = { kind: 'patterns' as const, file };
  return openProtocol({ id: 'p', transport: { kind: 'serial', path: 'none' }, protocol });
};

describe('a file at fault is refused at its place', () => {
  const changed = (from: string | RegExp, to: string): string => sound.replace(from, to);
  test.each([
    ['a bad expression', changed('(?<label>', '(?<label'), 'PATTERN_SYNTAX', 7, 'Invalid'],
    ['a group twice', changed('(?<t>', '(?<label>'), 'PATTERN_SYNTAX', 7, 'Duplicate'],
    ['a name twice', changed('  oops:', '  result:'), 'DUPLICATE_KEY', 8, 'twice'],
    ['a runaway', changed("'^R ", "'^(a+)+ "), 'PATTERN_RUNAWAY', 7, 'not done'],
    [
      'a field from no group',
      changed('{latency_us: t}', '{latency_us: tt}'),
      'PATTERNS_INVALID',
      7,
      'no group "tt"',
    ],
    [
      'a group nobody takes',
      changed(', fields: {latency_us: t}', ''),
      'PATTERNS_INVALID',
      7,
      'group "t"',
    ],
    [
      'a field that is none',
      changed('latency_us: t', 'latncy_us: t'),
      'PATTERNS_INVALID',
      7,
      '"latncy_us"',
    ],
    [
      'a unit of another kind',
      changed('latency_us: t', 'latency_us: {from: t, unit: mA}'),
      'UNIT_MISMATCH',
      7,
      'current',
    ],
    [
      'a unit that is none',
      changed('latency_us: t', 'latency_us: {from: t, unit: jiffies}'),
      'UNIT_MISMATCH',
      7,
      'jiffies',
    ],
    [
      'ticks of no length',
      changed('latency_us: t', 'ticks: t').replace('tick: 1 us\n', ''),
      'PATTERNS_INVALID',
      6,
      'tick',
    ],
    ['a tick that is no time', changed('tick: 1 us', 'tick: 1 mA'), 'UNIT_MISMATCH', 4, 'current'],
    [
      'no such message',
      changed('expect: result', 'expect: reslt'),
      'PATTERNS_INVALID',
      5,
      '"reslt"',
    ],
    [
      'another kind of answer',
      changed('expect: result', 'expect: oops').replace('  oops: {', '  oops: {means: error, '),
      'PATTERNS_INVALID',
      8,
      'means error',
    ],
    [
      'a brace that means nothing',
      changed('{sample}', '{smaple}'),
      'PATTERNS_INVALID',
      5,
      '{smaple}',
    ],
    ['values of no type', changed('{x}', '{values}'), 'PATTERNS_INVALID', 5, 'input'],
    [
      'a message of no meaning',
      `${sound}  what: {match: '^W'}\n`,
      'PATTERNS_INVALID',
      9,
      'What "what" means',
    ],
    ['no label', changed('(?<label>\\S+)', '\\S+'), 'PATTERNS_INVALID', 7, 'no label'],
    ['an unknown key', changed('labels:', 'lables:'), 'SCHEMA', 3, 'lables'],
  ])('%s', async (_, text, code, line, words) => {
    const error: unknown = await open(text).catch((caught: unknown) => caught);
    if (!(error instanceof PilotError)) throw new Error(`no PilotError but ${String(error)}`);
    expect(error).toMatchObject({ code, where: { line } });
    expect(error.where?.column).toBeGreaterThan(0);
    expect(`${error.message} ${error.hint}`).toContain(words);
  });
});

describe('values are read as their fields are', () => {
  const message = (fields: string, read = 'key-value'): string =>
    sound.replace(/ {2}result:.*/u, `  result: {match: '^R', read: ${read}, fields: {${fields}}}`);
  test.each([
    ['label: l', 'R l=1', { label: 'b' }],
    ['label: l', 'R l=a', { label: 'a' }],
    ['label: l', 'R l=2', { type: 'malformed', why: 'label' }],
    ['label: l', 'R l=-1', { type: 'malformed', why: 'label' }],
    ['label: l', 'R x=1', { type: 'malformed', why: 'label' }],
    ['label: l, latency_us: {from: t, unit: ms}', 'R l=a,t=1.5', { ticks: 1500 }],
    ['label: l, latency_us: t', 'R l=a,t=1e3', { ticks: 1000 }],
    ['label: l, latency_us: t', 'R l=a,t=0x10', { type: 'malformed', why: 'latency_us' }],
    ['label: l, latency_us: t', 'R l=a,t=-1', { type: 'malformed', why: 'latency_us' }],
    ['label: l, ticks: t', 'R l=a,t=7', { ticks: 7 }],
    ['label: l, confidence: {from: c, unit: "%"}', 'R l=a,c=78', { confidence: 0.78 }],
    ['label: l, heap_free: {from: h, unit: KiB}', 'R l=a,h=2', { heap_free: 2048 }],
    ['label: l, heap_free: h', 'R l=a,h=1.5', { type: 'malformed', why: 'heap_free' }],
    ['label: l, start: s', 'R l=a,s=hot', { type: 'malformed', why: 'start' }],
    ['scores: {from: [p, q]}', 'R p=0.25,q=0.75', { label: 'b', scores: [0.25, 0.75] }],
    ['scores: {from: [p, q]}', 'R p=0.5,q=0.5', { type: 'malformed', why: 'label' }],
    ['scores: s', 'R s=1|2|3', { type: 'malformed', why: 'scores' }],
    ['label: l, x_note: n', 'R l=a,n=fine', { extra: { x_note: 'fine' } }],
  ])('%s of %s', async (fields, line, told) => {
    const { interpret } = await open(message(fields));
    expect(interpret(line)).toMatchObject(told);
  });

  test.each([
    ['R {"r":{"l":1,"s":[3,4]}}', { label: 'b', scores: [3, 4] }],
    ['R {"r":{"l":1}}', { type: 'malformed', why: 'scores' }],
    ['R {"r":null}', { type: 'malformed', why: 'label' }],
    ['R {"r":', { type: 'malformed', why: 'JSON object' }],
    ['R 7', { type: 'malformed' }],
  ])('of JSON: %s', async (line, told) => {
    const { interpret } = await open(message('label: r.l, scores: r.s', 'json'));
    expect(interpret(line)).toMatchObject(told);
  });

  test('a line longer than the file allows is not looked at', async () => {
    const { interpret } = await open(sound.replace('version: 1', 'version: 1\nline-limit: 16'));
    expect(interpret('R a 1')).toMatchObject({ type: 'inference' });
    expect(interpret(`R a ${'1'.repeat(13)}`)).toBeUndefined();
  });
});
