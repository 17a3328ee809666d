import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { must } from './run.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(root);

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Pilotlight needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(2);
}

const stampOf = (files) => {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update('\0').update(readFileSync(file));
  return hash.digest('hex');
};

const upToDate = (stampFile, stamp) =>
  existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;

/** Installs what package-lock.json names, unless that is there already. */
export const install = async () => {
  const stampFile = join('node_modules', '.pilotlight-installed');
  const stamp = stampOf(['package.json', 'package-lock.json']);
  if (upToDate(stampFile, stamp)) return;
  await must('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], 'install');
  writeFileSync(stampFile, stamp);
};

const sourceFolders = [
  'schemas',
  'documents',
  'evidence',
  'device-harness',
  'acceptance',
  'reporters',
  'stages',
  'cli',
];

const sources = (folder) =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sources(path);
    return /\.(ts|json)$/u.test(name) && !name.endsWith('.test.ts') ? [path] : [];
  });

/** Compiles into dist/, unless dist/ was built from these very sources. */
export const build = async ({ always = false } = {}) => {
  const files = sourceFolders
    .filter((folder) => existsSync(folder))
    .flatMap(sources)
    .toSorted((a, b) => (a < b ? -1 : 1));
  const stamp = stampOf(['index.ts', 'tsconfig.json', 'tsconfig.build.json', ...files]);
  const stampFile = join('dist', '.built');
  if (!always && upToDate(stampFile, stamp)) return;
  rmSync('dist', { recursive: true, force: true });
  mkdirSync('dist');
  await must('npx', ['tsc', '-p', 'tsconfig.build.json'], 'build');
  writeFileSync(stampFile, stamp);
};
