import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadDocument } from '../../documents/yaml-document.ts';
import { scratchFolder } from '../../fixtures/scratch-folder.ts';
import type { Suite } from '../../schemas/types/suite.ts';
import { checkExpects } from './expects.ts';

/** A suite that waits for a line within a repeat. */
const checked = async (text: string): Promise<void> => {
  const file = join(await scratchFolder(), 'a.suite.yaml');
  await writeFile(
    file,
    `suite: waits
version: 1
question: May it go?
scenarios:
  talk:
    steps:
      - repeat: 2
        steps:
          - {send: hello, expect: ${JSON.stringify(text)}}
criteria: {LAT-1: p95(latency) <= 60 ms}
`,
  );
  checkExpects(await loadDocument<Suite>(file, 'suite'));
};

test.each([
  ['^m-model-\\[kws01\\]$'],
  ['^Type: +BENCH'],
  [String.raw`^Uptime: \d+ ms$`],
  ['result.*=.*ms'],
])('%s is done with any line', async (text) => {
  await expect(checked(text)).resolves.toBeUndefined();
});

test.each([
  ['(a+)+$', 'EXPECT_RUNAWAY', 'Repeat nothing that is repeated itself'],
  [String.raw`^(\d+\s?)*;`, 'EXPECT_RUNAWAY', 'Repeat nothing that is repeated itself'],
  ['(', 'EXPECT_SYNTAX', 'backslash'],
])('%s is refused at its place, with what to do', async (text, code, hint) => {
  await expect(checked(text)).rejects.toMatchObject({
    code,
    where: { line: 9 },
    hint: expect.stringContaining(hint),
  });
});
