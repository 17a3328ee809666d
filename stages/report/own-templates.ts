import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { nearest } from '../../documents/nearest.ts';
import { PilotError } from '../../documents/pilot-error.ts';
import { type OwnTemplate, templateFiles } from '../../reporters/index.ts';

const unknown = (file: string, name: string, known: readonly string[]): PilotError => {
  const meant = nearest(name, known);
  return new PilotError({
    code: 'TEMPLATE_UNKNOWN',
    message: `No shipped template is called "${name}", so nothing would use it`,
    hint: meant === undefined ? `Templates: ${known.join(', ')}.` : `Did you mean "${meant}"?`,
    where: { file },
  });
};

/**
 * Templates of a folder, each in place of the shipped one of its name. Whether they can be filled
 * shows when they are. Throws TEMPLATES_MISSING or TEMPLATE_UNKNOWN.
 */
export const readTemplates = async (folder: string): Promise<ReadonlyMap<string, OwnTemplate>> => {
  const known = templateFiles();
  let entries;
  try {
    entries = await readdir(folder, { withFileTypes: true, recursive: true });
  } catch (cause) {
    throw new PilotError({
      code: 'TEMPLATES_MISSING',
      message: `The folder of own templates cannot be read: ${(cause as Error).message}`,
      hint: 'report.templates is a path from the folder of pilot.config.ts.',
      where: { file: folder },
      cause,
    });
  }
  const own = new Map<string, OwnTemplate>();
  const files = entries.filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.'));
  for (const file of files.map((entry) => join(entry.parentPath, entry.name)).toSorted()) {
    const name = file.slice(folder.length + 1).replaceAll('\\', '/');
    if (!known.includes(name)) throw unknown(file, name, known);
    const text = (await readFile(file, 'utf8')).replaceAll('\r\n', '\n').replace(/^\uFEFF/u, '');
    own.set(name.replace(/\.[a-z]+$/u, ''), { file, text });
  }
  return own;
};
