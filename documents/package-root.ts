import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PilotError } from './pilot-error.ts';

const isPackage = (folder: string): boolean => {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return false;
  const { name } = JSON.parse(readFileSync(file, 'utf8')) as { name?: unknown };
  return name === 'pilotlight';
};

/**
 * The folder of Pilotlight's own package.json: schemas, templates and parts lie there, whether
 * the source runs or what was built of it into dist/.
 */
export const packageRoot = (from: string = fileURLToPath(import.meta.url)): string => {
  for (let folder = dirname(from); ; folder = dirname(folder)) {
    if (isPackage(folder)) return folder;
    if (folder === dirname(folder)) break;
  }
  throw new PilotError({
    code: 'PACKAGE_ROOT_MISSING',
    message: `No package.json of pilotlight lies above ${from}`,
    hint: 'Install the package again: npm install pilotlight.',
  });
};

/** The version of Pilotlight, as its package.json states it. */
export const packageVersion = (): string => {
  const text = readFileSync(join(packageRoot(), 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
};
