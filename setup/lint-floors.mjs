// Writes the rooms table of docs/architecture.md into .oxlintrc.json as lint rules; `--check` only
// compares. An override of oxlint replaces the options of a rule, so each room needs its whole list.
import { readFileSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { must } from './run.mjs';

const siblings = 'Rooms on one floor never import each other: let a stage compose them.';
const doors = 'What two doors need belongs in a stage.';

/** Its floor, folder, highest floor its sources may import, and what a newcomer has to know. */
const rooms = [
  [1, 'schemas', 0, 'schemas/ is the ground floor and imports nothing of Pilotlight.'],
  [2, 'documents', 1, 'documents/ reads and checks files and knows no stage.'],
  [3, 'evidence', 2, 'evidence/ keeps what happened and judges nothing.'],
  [4, 'device-harness', 3, `device-harness/ makes devices act and never judges. ${siblings}`],
  [4, 'acceptance', 2, `acceptance/ judges the data it is handed. ${siblings}`],
  [4, 'reporters', 2, `reporters/ draws the record and decides nothing. ${siblings}`],
  [4, 'signoff', 3, `signoff/ binds documents that exist. ${siblings}`],
  [5, 'stages', 4, 'stages/ go from document to document: doors call them, never the reverse.'],
  [6, 'cli', 5, `cli/ calls stages and decides nothing. ${doors}`],
  [6, 'vitest', 5, `vitest/ calls stages and decides nothing. ${doors}`],
  [6, 'lab', 5, `lab/ calls stages and decides nothing. ${doors}`],
  [6, 'ui', 5, `ui/ calls stages and decides nothing. ${doors}`],
];
const testFiles = ['**/*.test.ts', '**/testing/**', '**/oracle/**', '**/transports/contract.ts'];
const notShipped = ['e2e', 'benchmarks', 'setup', 'suites', 'dist'];

const listed = (folders) => folders.map((folder) => `${folder}/`).join(', ');
/** Imports that leave the room for one of these folders. */
const into = (folders) => String.raw`(?:^|/)\.\./(?:${folders.join('|')})(?:/|$)`;
const restrict = (patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });

const leftovers = {
  regex: into(['fixtures', ...notShipped]),
  message: `The package runs without fixtures/, ${listed(notShipped)}: only tests may import fixtures/.`,
};
const ownName = String.raw`^pilotlight(?:/|$)|(?:^|/)pilot\.config(?:\.ts)?$`;
const publicDoor = {
  regex: ownName,
  message: "'pilotlight' and pilot.config.ts are for users: inside, import the defining file.",
};
const anyDoor = {
  regex: String.raw`${ownName}|^(?:\.\./)+index\.ts$`,
  message:
    "'pilotlight', pilot.config.ts and an index.ts above are for those outside: import the defining file.",
};

const pure = 'acceptance/ is pure: data and iterators in, data out; no I/O, no clock, no chance.';
const bareModules =
  'fs|http|https|http2|net|tls|dgram|dns|child_process|worker_threads|os|process|perf_hooks|timers|crypto|readline';
const impure = [
  {
    regex: `^(?:node:.*|(?:${bareModules})(?:/.*)?)$`,
    message: `${pure} Node's own modules stay outside.`,
  },
  {
    regex: String.raw`/documents/(?:yaml-document|json-lines|package-root|schemas)\.ts$`,
    message: `${pure} This module reads files: let a stage call it, or import only its types.`,
    allowTypeImports: true,
  },
];
const impureGlobals =
  'Date performance fetch process setTimeout setInterval setImmediate crypto globalThis'
    .split(' ')
    .map((name) => ({ name, message: pure }));
const clockAndChance = {
  'no-restricted-globals': ['error', ...impureGlobals],
  'no-restricted-properties': [
    'error',
    { object: 'Math', property: 'random', message: `${pure} Draw from a seeded generator.` },
  ],
};

const overridesOf = ([floor, room, highest, why]) => {
  const named = (within) => rooms.filter(([at]) => within(at)).map(([, name]) => name);
  const closed = (top) => named((at) => at > top).filter((name) => name !== room);
  const allowed = named((at) => at <= highest);
  const message = allowed.length > 0 ? `${why} It may import only ${listed(allowed)}.` : why;
  const sources = [{ regex: into(closed(highest)), message }, anyDoor, leftovers];
  const rules =
    room === 'acceptance'
      ? { ...restrict([...sources, ...impure]), ...clockAndChance }
      : restrict(sources);
  const tests = testFiles.map((glob) => `${room}/${glob}`);
  const inTests = {
    regex: into([...closed(floor - 1), ...notShipped]),
    message: `A test of ${room}/ knows its room, lower floors and fixtures/; what needs more is a test of stages/ or e2e/.`,
  };
  return [
    { files: [`${room}/**`], excludeFiles: tests, rules },
    ...(room === 'stages' ? [] : [{ files: tests, rules: restrict([inTests, publicDoor]) }]),
  ];
};

const outside = rooms.filter(([floor]) => floor > 2).map(([, room]) => room);
const root = {
  regex: String.raw`^\./(?:${[...outside, 'fixtures', ...notShipped].join('|')})/`,
  message: 'The public index.ts gives out what schemas/ and documents/ define and nothing else.',
};

/** Doors do not know each other, but for one: `pilot ui` opens the page (docs/decisions/010). */
const opensUi = () => {
  const [, , , why] = rooms.find(([, room]) => room === 'cli');
  const others = { regex: into(['vitest', 'lab']), message: why };
  const inner = {
    // Whatever does not begin with index. (the linter's expressions cannot look ahead).
    regex: String.raw`(?:^|/)\.\./ui/(?:[^/]+/|[^i]|i[^n]|in[^d]|ind[^e]|inde[^x]|index[^.])`,
    message: `${why} Of ui/ this command may import only index.ts.`,
  };
  return { files: ['cli/commands/ui.ts'], rules: restrict([others, inner, anyDoor, leftovers]) };
};

const path = '.oxlintrc.json';
const config = JSON.parse(readFileSync(path, 'utf8'));
const byHand = config.overrides.filter(({ rules }) => !('no-restricted-imports' in rules));
// First, as its glob also meets every room's own index.ts, whose rules come after.
const generated = [
  { files: ['index.ts'], rules: restrict([root]) },
  ...rooms.flatMap(overridesOf),
  opensUi(),
];
const floors = { ...config, overrides: [...generated, ...byHand] };
if (!process.argv.includes('--check')) {
  writeFileSync(path, JSON.stringify(floors));
  await must('npx', ['oxfmt', path], 'format');
} else if (!isDeepStrictEqual(config, floors)) {
  console.error(`${path} and setup/lint-floors.mjs differ; run: node setup/lint-floors.mjs`);
  process.exitCode = 1;
}
