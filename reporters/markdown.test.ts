import * as parser from 'prettier/plugins/markdown';
import { expect, test } from 'vitest';
import { variants as records } from '../fixtures/records/variants.ts';
import type { AcceptanceRecord } from '../schemas/types/record.ts';
import { reporters } from './index.ts';
import { buildReportModel } from './model/report-model.ts';

const markdown = (record: AcceptanceRecord): string =>
  reporters.markdown.render(buildReportModel(record, { digest: 'b'.repeat(64) })) as string;

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly children?: readonly Node[];
}

/** Reads Markdown as its viewers do. */
const nodes = (text: string): Node[] => {
  const all = (node: Node): Node[] => [node, ...(node.children ?? []).flatMap(all)];
  return all(parser.parsers.markdown.parse(text, {} as never) as Node);
};

const types = (text: string): string[] => [...new Set(nodes(text).map(({ type }) => type))].sort();

test.each(['rehearsalGo', 'noGo', 'notEnoughEvidence', 'withConditions', 'amended'] as const)(
  '%s',
  async (variant) => {
    await expect(markdown(records[variant]())).toMatchFileSnapshot(
      `./markdown/__golden__/${variant}.md`,
    );
  },
);

test('decision, figures, criteria and digest are told, the verdict in word and sign', () => {
  const text = markdown(records.noGo());
  for (const part of ['**NO-GO**', '✘ FAIL', '≤ 60 ms', '312 ms', 'b'.repeat(64), 'Downside NPV']) {
    expect(text).toContain(part);
  }
  const table = text.slice(text.indexOf('## All criteria'));
  expect(table.indexOf('FAIL')).toBeLessThan(table.indexOf('PASS'));
});

/** Every text a user, a device or the world can put into a record. */
const evil =
  '| </table> `x` [a](http://evil.example) ![i](https://evil.example/p.png) <script>alert(1)</script> @octocat #1 www.evil.example **b** _i_ ~~s~~ \n\n# head\n- item\n> quote\n```\n~~~\n1. one\n\n    code\n\n***\n[x]: http://evil.example\n<!-- ';

/** The record with those words before every text of it, where it may hold any. */
const withWords = (record: AcceptanceRecord, words: string): AcceptanceRecord => {
  const kept = new Set([
    'outcome',
    'op',
    'origin',
    'unit',
    'reporter',
    'family',
    'statistic',
    'decisive',
  ]);
  const poison = (value: unknown, key: string): unknown => {
    if (typeof value === 'string')
      return kept.has(key) || /^\d{4}-|^[a-f0-9]{64}$/u.test(value) ? value : `${words}${value}`;
    if (Array.isArray(value)) return value.map((item) => poison(item, key));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, poison(item, name)]),
    );
  };
  return poison(record, '') as AcceptanceRecord;
};

test('no text from outside makes an element that the harmless report lacks', () => {
  const cases = [
    [records.rehearsalGo(), records.hostile()],
    // Whatever changed words alone lead to, such as a banner, is in both.
    [withWords(records.withConditions(), 'x '), withWords(records.withConditions(), evil)],
  ] as const;
  for (const [harmless, hostile] of cases) {
    const text = markdown(hostile);
    const known = types(markdown(harmless));
    expect(types(text).filter((type) => !known.includes(type))).toEqual([]);
    expect(known).not.toContain('link');
    expect(text.replace(/^> /gmu, '')).not.toMatch(/[<>]|https?:\/\/|@[a-z]|www\./iu);
  }
  const plain = markdown(withWords(records.withConditions(), 'x '));
  const count = (text: string, type: string): number =>
    nodes(text).filter((node) => node.type === type).length;
  const poisoned = markdown(withWords(records.withConditions(), evil));
  for (const type of ['heading', 'table', 'tableRow', 'tableCell', 'blockquote', 'list']) {
    expect(count(poisoned, type), type).toBe(count(plain, type));
  }
});

const many = (record: AcceptanceRecord, n: number): AcceptanceRecord => ({
  ...record,
  criteria: Array.from({ length: n }, (_, index) => ({
    ...record.criteria[index % record.criteria.length]!,
    id: `C-${index}`,
  })),
});

test('of 300 criteria the worst hundred are shown, and how many are not', () => {
  const record = many(records.rehearsalGo(), 300);
  record.criteria[299] = { ...record.criteria[299]!, outcome: 'fail', reason: 'Too slow.' };
  const text = markdown(record);
  const rows = text.match(/^\| [✔✘◆▲] .*$/gmu) ?? [];
  expect(rows).toHaveLength(100);
  expect(rows[0]).toContain('C-299');
  expect(text).toContain('200 more, not shown here.');
});

test('at most 1 MiB, whatever names hold', () => {
  const long = '@a#1|'.repeat(2000);
  const poison = many(withWords(records.withConditions(), evil), 300);
  const record: AcceptanceRecord = {
    ...poison,
    criteria: poison.criteria.map((criterion) => ({
      ...criterion,
      outcome: 'fail',
      title: long,
      sentence: long,
      reason: long,
    })),
    decision: {
      ...poison.decision,
      conditions: poison.criteria.map(() => ({
        criterion: long,
        reason: long,
        owner: long,
        approver: long,
        expires: '2027-01-01',
      })),
    },
    amendments: poison.criteria.map(() => ({
      criterion: long,
      from: long,
      to: long,
      by: long,
      why: long,
    })),
    tested: { ...poison.tested, not_tested: poison.criteria.map(() => long) },
    inputs: poison.criteria.map(() => ({ ...poison.inputs[0]!, path: long })),
    evidence: poison.criteria.map(() => ({ ...poison.evidence[0]!, path: long })),
  };
  expect(Buffer.byteLength(markdown(record))).toBeLessThan(1024 * 1024);
});
