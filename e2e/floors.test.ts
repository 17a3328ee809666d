import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inRepository } from './pilot.ts';

/** The rooms table of the architecture: what the sources and the tests of each room may import. */
const rooms: Readonly<Record<string, { readonly sources: string; readonly tests: string }>> = {
  schemas: { sources: '', tests: '' },
  documents: { sources: 'schemas', tests: 'schemas' },
  evidence: { sources: 'schemas documents', tests: 'schemas documents' },
  'device-harness': {
    sources: 'schemas documents evidence',
    tests: 'schemas documents evidence',
  },
  acceptance: { sources: 'schemas documents', tests: 'schemas documents evidence' },
  reporters: { sources: 'schemas documents', tests: 'schemas documents evidence' },
  signoff: { sources: 'schemas documents evidence', tests: 'schemas documents evidence' },
  stages: {
    sources: 'schemas documents evidence device-harness acceptance reporters signoff',
    tests:
      'schemas documents evidence device-harness acceptance reporters signoff cli vitest lab ui',
  },
  ...Object.fromEntries(
    ['cli', 'vitest', 'lab', 'ui'].map((door) => {
      const lower = 'schemas documents evidence device-harness acceptance reporters signoff stages';
      return [door, { sources: lower, tests: lower }];
    }),
  ),
};
const names = Object.keys(rooms);
const outside = ['fixtures', 'e2e', 'benchmarks', 'setup', 'suites'];

/** Words of the sentence a newcomer reads. */
const because: Readonly<Record<string, string>> = {
  schemas: 'imports nothing of Pilotlight',
  documents: 'knows no stage',
  evidence: 'judges nothing',
  'device-harness': 'never judges',
  acceptance: 'judges the data it is handed',
  reporters: 'decides nothing',
  signoff: 'binds documents that exist',
  stages: 'doors call them',
  cli: 'decides nothing',
  vitest: 'decides nothing',
  lab: 'decides nothing',
  ui: 'decides nothing',
};

interface Attempt {
  readonly file: string;
  readonly text: string;
  /** Words the error must hold; undefined where nothing may be reported. */
  readonly says: string | undefined;
}

const attempts: Attempt[] = [];
/** One generated file a case, `depth` folders deep, so that each verdict stands alone. */
const attempt = (
  room: string,
  text: (up: string) => string,
  says: string | undefined,
  { suffix = '.ts', depth = 1, name = `f${attempts.length}` } = {},
): void => {
  const folders = Array.from({ length: depth - 1 }, (_, level) => `d${attempts.length}-${level}`);
  const file = [room, ...folders, `${name}${suffix}`].join('/');
  attempts.push({ file, text: text('../'.repeat(depth)), says });
};
const importing = (from: string) => (up: string) => `export { a } from '${up}${from}';\n`;

for (const [room, may] of Object.entries(rooms)) {
  for (const other of names.filter((name) => name !== room)) {
    const source = may.sources.split(' ').includes(other) ? undefined : because[room];
    attempt(room, importing(`${other}/a.ts`), source);
    attempt(room, importing(`${other}/b/a.ts`), source, { depth: 3 });
    // A door of a room carries the name the root's own index.ts has a rule for.
    attempt(room, importing(`${other}/a.ts`), source, { depth: 2, name: 'index' });
    attempt(room, (up) => `export const a = await import('${up}${other}/a.ts');\n`, source);
    attempt(room, (up) => `import type { T } from '${up}${other}/a.ts';\n`, source);
    const inTest = may.tests.split(' ').includes(other)
      ? undefined
      : 'what needs more is a test of';
    attempt(room, importing(`${other}/a.ts`), inTest, { suffix: '.test.ts', depth: 2 });
  }
  for (const other of outside) {
    attempt(room, importing(`${other}/a.ts`), 'The package runs without');
    const free = other === 'fixtures' || room === 'stages';
    const inTest = free ? undefined : 'what needs more is a test of';
    attempt(room, importing(`${other}/a.ts`), inTest, { suffix: '.test.ts', depth: 2 });
  }
  for (const own of ['pilot.config.ts', 'index.ts'])
    for (const depth of [1, 2, 3]) attempt(room, importing(own), 'for those outside', { depth });
  attempt(room, () => `export { a } from 'pilotlight';\n`, 'for those outside');
  attempt(room, () => `export { a } from './a.ts';\n`, undefined);
  attempt(room, () => `export { a } from '../inside/index.ts';\n`, undefined, { depth: 2 });
}

const modules =
  'node:fs fs node:fs/promises fs/promises node:http node:https http node:net node:child_process node:worker_threads node:os node:process node:perf_hooks node:timers node:timers/promises';
for (const module of modules.split(' ')) {
  attempt('acceptance', () => `export * as a from '${module}';\n`, 'acceptance/ is pure');
  attempt('acceptance', () => `export * as a from '${module}';\n`, undefined, {
    suffix: '.test.ts',
  });
  attempt('evidence', () => `export * as a from '${module}';\n`, undefined);
}
for (const module of ['yaml-document', 'json-lines', 'package-root', 'schemas']) {
  const from = `documents/${module}.ts`;
  attempt('acceptance', importing(from), 'This module reads files', { depth: 2 });
  attempt('acceptance', (up) => `import type { T } from '${up}${from}';\n`, undefined);
  attempt('acceptance', importing(from), undefined, { suffix: '.test.ts' });
}
attempt('acceptance', importing('documents/pilot-error.ts'), undefined);
for (const impure of [
  'Date.now()',
  'new Date()',
  'performance.now()',
  "fetch('x')",
  'process.env',
  'setTimeout(String, 1)',
  'setInterval(String, 1)',
  'globalThis.Date',
  'Math.random()',
]) {
  attempt('acceptance', () => `export const a = ${impure};\n`, 'acceptance/ is pure');
  attempt('reporters', () => `export const a = ${impure};\n`, undefined);
}
const opener = { name: 'commands/ui' };
attempt('cli', () => `export { a } from '../../ui/index.ts';\n`, undefined, opener);
for (const free of ['e2e', 'benchmarks', 'setup'])
  for (const other of names) attempt(free, importing(`${other}/a.ts`), undefined);

const folder = mkdtempSync(join(tmpdir(), 'pilot-floors-'));
const reported = new Map<string, string[]>();

beforeAll(() => {
  copyFileSync(inRepository('.oxlintrc.json'), join(folder, '.oxlintrc.json'));
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  for (const { file, text } of attempts) write(file, text);
  write(
    'index.ts',
    names
      .map((room) => `export { a as ${room.replace('-', '')} } from './${room}/a.ts';\n`)
      .join(''),
  );
  const oxlint = inRepository('node_modules/oxlint/bin/oxlint');
  const { stdout, stderr } = spawnSync(process.execPath, [oxlint, '--format', 'json', '.'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  expect(stdout, stderr).toContain('"diagnostics"');
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: { code: string; filename: string; help?: string; message: string }[];
  };
  for (const { code, filename, help, message } of diagnostics) {
    if (!code.includes('no-restricted')) continue;
    const file = filename.replaceAll('\\', '/');
    reported.set(file, [...(reported.get(file) ?? []), `${message} ${help ?? ''}`]);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the linter refuses every import the rooms table forbids, says why, and lets the others pass', () => {
  const wrong = attempts.filter(({ file, says }) => {
    const found = reported.get(file) ?? [];
    return says === undefined ? found.length > 0 : !found.some((text) => text.includes(says));
  });
  expect(wrong.map((each) => ({ ...each, found: reported.get(each.file) }))).toEqual([]);
  const refused = attempts.filter(({ says }) => says !== undefined).length;
  expect(refused).toBeGreaterThan(300);
  expect(attempts.length - refused).toBeGreaterThan(300);
});

test('the public index.ts may give out only what schemas/ and documents/ define', () => {
  const found = [...new Set(reported.get('index.ts'))].join('\n');
  for (const room of names) {
    const refused = found.includes(`'./${room}/a.ts'`);
    expect(refused, room).toBe(!['schemas', 'documents'].includes(room));
  }
  expect(found).toContain('gives out what schemas/ and documents/ define');
});

test('the rules in .oxlintrc.json are those of the table they are generated from', () => {
  const check = spawnSync(process.execPath, ['setup/lint-floors.mjs', '--check'], {
    cwd: inRepository(),
    encoding: 'utf8',
  });
  expect(check.stderr).toBe('');
  expect(check.status).toBe(0);
});
