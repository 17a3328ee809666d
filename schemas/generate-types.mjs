// Writes schemas/types/<name>.ts from every schemas/<name>.schema.json; --check compares instead.
import { readdir, readFile, writeFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileFromFile } from 'json-schema-to-typescript';

const here = dirname(fileURLToPath(import.meta.url));
const check = process.argv.includes('--check');
const banner = '// Generated from the schema of the same name by `npm run types`. Do not edit.';
const stale = [];

await mkdir(join(here, 'types'), { recursive: true });
const files = (await readdir(here)).filter((file) => file.endsWith('.schema.json')).sort();
for (const file of files) {
  const text = await compileFromFile(join(here, file), {
    bannerComment: banner,
    cwd: here,
    additionalProperties: false,
    ignoreMinAndMaxItems: true,
    style: { singleQuote: true, printWidth: 100 },
  });
  const target = join(here, 'types', file.replace('.schema.json', '.ts'));
  if (!check) await writeFile(target, text);
  else if ((await readFile(target, 'utf8').catch(() => '')) !== text) stale.push(file);
}
if (stale.length > 0) {
  console.error(`Types are older than their schemas: ${stale.join(', ')}. Run: npm run types`);
  process.exit(1);
}
