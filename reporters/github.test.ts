import { expect, test } from 'vitest';
import { variants as records } from '../fixtures/records/variants.ts';
import type { AcceptanceRecord } from '../schemas/types/record.ts';
import { withoutCommands } from './github/commands.ts';
import { reporters } from './index.ts';
import { buildReportModel } from './model/report-model.ts';

interface Command {
  readonly level: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

const decoded = (text: string): string =>
  text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%');

/** Reads a line as a runner does: `::name key=value,key=value::message`. */
const command = (line: string): Command => {
  const match = /^::(error|warning|notice) ([^:]*)::(.*)$/u.exec(line);
  if (!match) throw new Error(`no command: ${line}`);
  const [, level = '', properties = '', message = ''] = match;
  const pairs = properties.split(',').map((pair) => {
    const at = pair.indexOf('=');
    return [pair.slice(0, at), decoded(pair.slice(at + 1))] as const;
  });
  return { level, properties: Object.fromEntries(pairs), message: decoded(message) };
};

const annotations = (record: AcceptanceRecord): Command[] => {
  const text = reporters.github.render(buildReportModel(record)) as string;
  expect(text.endsWith('\n')).toBe(true);
  return text.slice(0, -1).split('\n').map(command);
};

test('a go is one notice', () => {
  const all = annotations(records.rehearsalGo());
  expect(all).toHaveLength(1);
  expect(all[0]).toMatchObject({ level: 'notice', properties: { title: 'REHEARSAL GO' } });
});

test('what fails is an error at its line of the suite, the decision before it', () => {
  const record = records.noGo();
  record.criteria[0]!.where = { file: 'suites/pump, guard.yaml', line: 37, column: 19 };
  const all = annotations(record);
  expect(all.map(({ level }) => level)).toEqual(['error', 'error', 'error']);
  expect(all[0]?.properties['title']).toBe('NO-GO');
  expect(all[1]?.properties).toEqual({
    file: 'suites/pump, guard.yaml',
    line: '37',
    col: '19',
    title: 'FAIL LAT-1: Latency, warm',
  });
  expect(all[1]?.message).toContain('Limit ≤ 60 ms; 312 ms, at most 314 ms');
  expect(all[1]?.message).toContain('\nWhy: Even the optimistic bound');
});

test('without enough evidence the decision is red, whatever its criteria are', () => {
  const all = annotations(records.notEnoughEvidence());
  expect(all[0]).toMatchObject({ level: 'error', properties: { title: 'NOT ENOUGH EVIDENCE' } });
  expect(all.filter(({ level }) => level === 'warning')).toHaveLength(5);
  expect(all.filter(({ level }) => level === 'error')).toHaveLength(2);
});

test('at most ten of a level, the last of which says how many more', () => {
  const record = records.noGo();
  const [base] = record.criteria;
  record.criteria = Array.from({ length: 300 }, (_, index) => ({
    ...base!,
    id: `C-${index}`,
    outcome: index % 2 === 0 ? 'fail' : 'inconclusive',
    required: index !== 0,
  }));
  const all = annotations(record);
  const errors = all.filter(({ level }) => level === 'error');
  const warnings = all.filter(({ level }) => level === 'warning');
  expect([errors.length, warnings.length]).toEqual([10, 10]);
  // The decision and eight criteria are shown; the required ones before the others.
  expect(errors.at(-1)?.properties['title']).toBe('142 more, see the report');
  expect(errors.slice(0, -1).map(({ properties }) => properties['title'])).not.toContain('C-0');
  expect(warnings.at(-1)?.properties['title']).toBe('141 more, see the report');
});

test('no name ends its line, its property or its message', () => {
  const record = records.noGo();
  const evil = 'a,file=/etc/passwd::\n::error::b\r\n##[add-path]x %0A\u001b[2J';
  record.criteria[0]!.id = evil;
  record.criteria[0]!.title = evil;
  record.criteria[0]!.sentence = evil;
  record.criteria[0]!.where = { file: evil, line: 1 };
  record.decision.reason = evil;
  const all = annotations(record);
  expect(all).toHaveLength(3);
  expect(Object.keys(all[1]!.properties)).toEqual(['file', 'line', 'title']);
  expect(all[1]?.message).toContain('%0A[U+001B]');
  for (const variant of Object.values(records))
    expect(annotations(variant()).length).toBeGreaterThan(0);
});

test('text beside annotations commands no runner', () => {
  const text = 'x ::error::a\n::error::b\n  ::stop-commands::t\nc ##[add-path]d\n:::e';
  const safe = withoutCommands(text);
  expect(safe.split('\n').filter((line) => /^\s*::|##\[/u.test(line))).toEqual([]);
  expect(safe.replace(/[ \n]/gu, '')).toBe(text.replace(/[ \n]/gu, ''));
});
