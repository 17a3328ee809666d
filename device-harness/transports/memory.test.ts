import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { scratchFolder } from '../../fixtures/scratch-folder.ts';
import { driveThrough } from '../testing/drive.ts';
import { transportContract, type EchoPeer } from './contract.ts';
import { memory } from './memory.ts';
import type { Transport } from './transport.ts';

const script = fileURLToPath(new URL('../testing/memory-echo.mjs', import.meta.url));

const echo = async (): Promise<EchoPeer> => {
  let latest: Transport | undefined;
  return {
    async open(signal) {
      latest = await memory.open({ script }, signal);
      return latest;
    },
    async lose() {
      await latest?.send(Buffer.from('leave'), 1e6);
    },
    async [Symbol.asyncDispose]() {},
  };
};

describe('memory', () => transportContract(echo));

const identity =
  '{"type":"identity","protocol":1,"firmware":"f","version":"1","model":"m","tick_hz":1000,"labels":["normal"]}';

/** Answers `id`, and does `then` when it is asked for anything else. */
const deviceThat = async (then: string): Promise<Parameters<typeof driveThrough>[0]> => {
  const path = join(await scratchFolder(), 'device.mjs');
  const text = `
    import { execFileSync } from 'node:child_process';
    export default async ({ received, send }) => {
      for await (const bytes of received) {
        if (String(Buffer.from(bytes)).includes('"id"')) send(Buffer.from('${identity}\\n'));
        else { ${then} }
      }
    };`;
  await writeFile(path, text);
  return { id: 'm-1', transport: { kind: 'memory', script: path } };
};

test('a script that blocks is ended at its deadline, and the run goes on', async () => {
  const blocks = await deviceThat('for (;;);');
  const { outcome, journal } = await driveThrough(blocks, ['infer'], { deadline: '200 ms' });
  expect(outcome.fault).toMatchObject({ code: 'DEADLINE', step: 'infer' });
  expect(journal.map(({ kind }) => kind).slice(-2)).toEqual(['fault', 'device-closed']);
  const answers = await deviceThat('return;');
  expect((await driveThrough(answers, ['infer'])).outcome.fault).toMatchObject({ code: 'LOST' });
});

test('a script that sends without end is a flood, and is ended', async () => {
  const floods = await deviceThat('for (;;) send(Buffer.alloc(1000, 10));');
  const { outcome } = await driveThrough(floods, ['infer'], { deadline: '20 s' });
  expect(outcome.fault).toMatchObject({ code: 'FLOOD' });
});

test('a script that waits in a call of the system does not hold up the run', async () => {
  const waits = await deviceThat('execFileSync("sleep", ["4"]);');
  // Long enough for the script to be in that call when it is ended.
  const { outcome, journal } = await driveThrough(waits, ['infer'], { deadline: '1 s' });
  expect(outcome.fault).toMatchObject({ code: 'DEADLINE' });
  expect(journal.find(({ kind }) => kind === 'note')).toMatchObject({
    message: 'its script waits in a call that cannot be interrupted',
  });
});

test.each([
  ['process.exit(3);', 'its script ended its thread'],
  ['setTimeout(() => { throw new Error("late"); });', 'its script failed: late'],
])('a script that ends itself is a lost link: %s', async (then, words) => {
  const { outcome } = await driveThrough(await deviceThat(then), ['infer'], { deadline: '10 s' });
  expect(outcome.fault).toMatchObject({ code: 'LOST', message: expect.stringContaining(words) });
});

test('a script is told that nobody listens any more, and may clean up', async () => {
  const folder = await scratchFolder();
  const [path, mark] = [join(folder, 'device.mjs'), join(folder, 'cleaned')];
  await writeFile(
    path,
    `import { writeFileSync } from 'node:fs';
     export default async ({ received }) => {
       for await (const bytes of received);
       writeFileSync(${JSON.stringify(mark)}, '');
     };`,
  );
  const transport = await memory.open({ script: path }, new AbortController().signal);
  await transport[Symbol.asyncDispose]();
  expect(existsSync(mark)).toBe(true);
});
