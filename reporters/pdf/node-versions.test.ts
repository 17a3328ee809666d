import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { scratchFolder } from '../../fixtures/scratch-folder.ts';
import { normalise } from './normalise.ts';
import { streamOf } from './streams.ts';
import { writePdf } from './write.ts';

const inCi = process.env['CI'] !== undefined;
const missing = inCi ? '' : ' (skipped: fetches other versions of Node; CI=true runs it)';
const options = { created: '2026-01-02T03:04:05.000Z', digest: '3f2a'.repeat(16), creator: 'test' };

/** As many structure elements and as much content as a report has, never twice the same. */
const printed = (): Buffer => {
  const objects = new Map([
    [1, "<</Title (t)\n/CreationDate (D:20260102030405+00'00')>>"],
    [2, '<</Type /Catalog\n/Pages 3 0 R>>'],
    [3, '<</Type /Pages\n/Kids [4 0 R]\n/Count 1>>'],
    [4, '<</Type /Page\n/Contents 5 0 R\n/Parent 3 0 R>>'],
  ]);
  const rows = Array.from(
    { length: 9000 },
    (_, row) => `${Math.sin(row).toFixed(6)} 0 Td <${row}> Tj`,
  );
  objects.set(5, streamOf('', rows.join('\n')));
  for (let number = 6; number < 900; number++)
    objects.set(number, `<</Type /StructElem\n/S /P\n/K ${Math.round(Math.cos(number) * 1e6)}>>`);
  return writePdf({ objects, root: 2, info: 1, id: '' });
};

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

test.skipIf(!inCi).each(['22', '24'])(
  `Node %s writes the same bytes of one print${missing}`,
  { timeout: 300_000 },
  async (version) => {
    const folder = await scratchFolder();
    const raw = join(folder, 'raw.pdf');
    const script = join(folder, 'normalise.mts');
    await writeFile(raw, printed());
    const here = dirname(fileURLToPath(import.meta.url));
    await writeFile(
      script,
      `import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { normalise } from ${JSON.stringify(join(here, 'normalise.ts'))};
const bytes = normalise(readFileSync(${JSON.stringify(raw)}), ${JSON.stringify(options)});
console.log(process.version, createHash('sha256').update(bytes).digest('hex'));
`,
    );
    const manifest = createRequire(import.meta.url).resolve('jiti/package.json');
    const jiti = join(dirname(manifest), 'lib', 'jiti-cli.mjs');
    const there = spawnSync('npx', ['--yes', `node@${version}`, jiti, script], {
      encoding: 'utf8',
    });
    expect(there.stdout, there.stderr).toMatch(new RegExp(`^v${version}\\.`, 'u'));
    expect(there.stdout).toContain(sha256(normalise(printed(), options)));
  },
);
