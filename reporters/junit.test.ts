import { expect, test } from 'vitest';
import { unproven } from '../fixtures/records/unproven.ts';
import { variants as records } from '../fixtures/records/variants.ts';
import { reporters } from './index.ts';
import { buildReportModel } from './model/report-model.ts';

const junit = (record: ReturnType<typeof records.rehearsalGo>): string =>
  reporters.junit.render(buildReportModel(record, { digest: 'b'.repeat(64) })) as string;

/** Reads XML as strictly as it needs to: tags nest, attributes are quoted, text holds no bare & or <. */
const elements = (
  xml: string,
): { tag: string; attributes: Record<string, string>; text: string }[] => {
  const found: { tag: string; attributes: Record<string, string>; text: string }[] = [];
  const open: (typeof found)[number][] = [];
  const token = /<\?xml [^?]*\?>|<(\/?)([a-z-]+)((?: [a-z_]+="[^"<]*")*)(\/?)>|([^<]+)/guy;
  let end = 0;
  for (const [all, close, tag = '', attributes = '', empty, text] of xml.matchAll(token)) {
    end += all.length;
    if (/&(?!amp;|lt;|gt;|quot;|#10;|#13;|#9;)/u.test(all)) throw new Error(`bare & in ${all}`);
    if (text !== undefined) {
      const top = open.at(-1);
      if (top) top.text += text;
    } else if (close === '/') {
      if (open.pop()?.tag !== tag) throw new Error(`</${tag}> closes another element`);
    } else if (tag !== '') {
      const pairs = [...attributes.matchAll(/ ([a-z_]+)="([^"]*)"/gu)].map(([, key, value]) => [
        key,
        value,
      ]);
      if (new Set(pairs.map(([key]) => key)).size !== pairs.length)
        throw new Error(`attribute twice in ${all}`);
      const element = {
        tag,
        attributes: Object.fromEntries(pairs) as Record<string, string>,
        text: '',
      };
      found.push(element);
      if (empty !== '/') open.push(element);
    }
  }
  if (end !== xml.length || open.length > 0)
    throw new Error(`not well-formed after ${xml.slice(Math.max(0, end - 40), end)}`);
  return found;
};

const cases = (xml: string): Record<string, string>[] =>
  elements(xml)
    .filter(({ tag }) => tag === 'testcase')
    .map(({ attributes }) => attributes);

test('one case a criterion and one for the decision, named alike, nothing red where all pass', () => {
  const xml = junit(records.rehearsalGo());
  expect(cases(xml)).toHaveLength(15);
  expect(cases(xml)[14]).toEqual({
    classname: 'pump-guard.decision',
    name: 'decision',
    time: '0',
  });
  expect(cases(xml)[0]).toEqual({
    classname: 'pump-guard.all-scenarios',
    name: 'LAT-1: p95(latency) &lt;= 60 ms',
    file: 'inputs/pump-guard.suite.yaml',
    time: '0',
  });
  expect(new Set(cases(xml).map(({ name }) => name)).size).toBe(15);
  expect(xml).not.toMatch(/<failure|<error|<skipped/u);
  expect(elements(xml)[0]?.attributes).toMatchObject({ tests: '15', failures: '0', errors: '0' });
});

test.each(unproven)('$what is an error, though every criterion passed', ({ record }) => {
  const xml = junit(record);
  const { label, reason } = record.decision;
  const errors = elements(xml).filter(({ tag }) => tag === 'error');
  expect(errors.map(({ attributes }) => attributes)).toEqual([
    { type: 'Decision', message: `${label}: ${reason}` },
  ]);
  expect(elements(xml)[0]?.attributes).toMatchObject({ tests: '15', failures: '0', errors: '1' });
});

test('a go at a moved limit or at a look not declared passes, with its marks beside it', () => {
  const record = records.amended();
  record.decision.undeclared_look = true;
  record.looks = { declared: 1, taken: 2, confidence: 0.95 };
  const xml = junit(record);
  expect(xml).not.toMatch(/<(?:failure|error)/u);
  const decision = xml.slice(xml.indexOf('name="decision"'));
  expect(decision).toContain('name="marks" value="AMENDED; SECOND LOOK, NOT DECLARED"');
  record.decision.exit_code = 3;
  expect(junit(record)).toMatch(/<error type="Decision"/u);
});

test('a criterion not met is a failure of type criterion, with the sentence in its body', () => {
  const failures = elements(junit(records.noGo())).filter(({ tag }) => tag === 'failure');
  expect(failures).toHaveLength(2);
  expect(failures[0]?.attributes['type']).toBe('criterion');
  expect(failures[0]?.text).toMatch(
    /^19 of 20 warm inferences finished within 312\.4 ms; the limit is 60 ms\.\nWhy: Even the optimistic bound/u,
  );
});

test('what is undecided is an error, never a skip; what could not be judged is a bench fault', () => {
  const xml = junit(records.notEnoughEvidence());
  const types = elements(xml)
    .filter(({ tag }) => tag === 'error')
    .map(({ attributes }) => attributes['type']);
  expect(types.filter((type) => type === 'Inconclusive')).toHaveLength(5);
  expect(types.filter((type) => type === 'BenchFault')).toHaveLength(1);
  expect(types.filter((type) => type === 'Decision')).toHaveLength(1);
  expect(xml).not.toContain('<skipped');
  expect(elements(xml)[0]?.attributes).toMatchObject({ failures: '0', errors: '7' });
});

test('a look that was not declared is a property of the run, and clusters of each case', () => {
  const xml = junit(records.thirdLook());
  expect(xml).toContain('<property name="marks" value="AMENDED; THIRD LOOK, NOT DECLARED"/>');
  expect(xml).toContain('<property name="looks" value="Look 3 at this question');
  expect(xml).toContain(
    '<property name="clusters" value="5 devices, 25 sessions; judged by device"/>',
  );
  expect(junit(records.rehearsalGo())).not.toMatch(/name="(?:marks|looks)"/u);
});

test('a waiver is told and turns nothing green', () => {
  const xml = junit(records.withConditions());
  expect(xml).toMatch(/<failure[^>]*>[^<]*Waived until 2027-03-31/u);
});

test('exactly one system-out a case', () => {
  expect(elements(junit(records.noGo())).filter(({ tag }) => tag === 'system-out')).toHaveLength(
    15,
  );
});

test('what a criterion was held to is in its properties, and what the run is in those of the suite', () => {
  const xml = junit(records.rehearsalGo());
  const [suite = '', first = ''] = xml.split('<testcase');
  const names = (part: string): string[] =>
    [...part.matchAll(/<property name="([^"]+)"/gu)].map(([, name]) => name ?? '');
  expect(names(first)).toEqual(
    expect.arrayContaining(
      'outcome limit value bound n n_effective origin reporter method required covers evidence'.split(
        ' ',
      ),
    ),
  );
  expect(names(suite)).toEqual(
    expect.arrayContaining(
      'decision reason run attempt confidence origin suite_sha256 record_sha256 tool'.split(' '),
    ),
  );
});

test('300 criteria are 300 cases under one megabyte', () => {
  const record = records.noGo();
  const { criteria } = record;
  record.criteria = Array.from({ length: 300 }, (_, index) => ({
    ...criteria[index % criteria.length]!,
    id: `C-${index}`,
  }));
  const xml = junit(record);
  expect(new Set(cases(xml).map(({ name }) => name)).size).toBe(301);
  expect(Buffer.byteLength(xml)).toBeLessThan(1e6);
});

test('whatever names hold, the XML stays well-formed and legal', () => {
  const record = records.hostile();
  record.criteria[0]!.id = 'A"<&>\'\u0000\u0008\ufffe\ud800\n]]>';
  record.criteria[0]!.sentence = 'bell \u0007, null \u0000, ]]>, half \udc00';
  record.suite.id = 'pump.guard.v2';
  record.tested.scenarios = ['steady.state'];
  const xml = junit(record);
  expect(cases(xml)[0]?.['classname']).toBe('pump-guard-v2.steady-state');
  expect(xml).not.toMatch(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
});
