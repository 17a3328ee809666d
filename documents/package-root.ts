import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const isRoot = (folder: string): boolean => {
  const file = join(folder, 'package.json');
  return existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).name === 'pilotlight';
};

const findRoot = (folder: string): string => {
  if (isRoot(folder)) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('The pilotlight package has lost its package.json');
  return findRoot(parent);
};

/** Folder of the installed package: schemas, templates and parts lie below it in source and dist. */
export const packageRoot: string = findRoot(dirname(fileURLToPath(import.meta.url)));

/** The version of Pilotlight, as its package.json states it. */
export const packageVersion: string = JSON.parse(
  readFileSync(join(packageRoot, 'package.json'), 'utf8'),
).version;
