import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { scratchFolder } from '../fixtures/scratch-folder.ts';

const suite = `suite: slow
version: 1
question: May it?
devices: {tags: [board], at-least: 1}
accept: modelled
scenarios:
  steady:
    stimulus: stimuli.ndjson
    steps: [{infer: 1}, {wait: 10 min}]
criteria:
  LAT-1: p95(latency) <= 60 ms
`;

const pathOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** Resolves when `look` no longer fails, and rejects as it does when that takes 40 s. */
const soon = async <T>(look: () => Promise<T>): Promise<T> => {
  for (const end_ms = performance.now() + 40_000; ;) {
    try {
      return await look();
    } catch (error) {
      if (performance.now() > end_ms) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
};

test.skipIf(process.platform === 'win32')(
  'a process that is told to end gathers no more, writes its run down and ends',
  async () => {
    const folder = await scratchFolder();
    const script = pathOf('../device-harness/testing/memory-device.mjs');
    const transport = { kind: 'memory', script };
    const config = { devices: [{ id: 'a', tags: ['board'], transport }], runs: 'runs' };
    await Promise.all([
      writeFile(join(folder, 'pilot.config.mjs'), `export default ${JSON.stringify(config)};`),
      writeFile(join(folder, 'slow.suite.yaml'), suite),
      writeFile(join(folder, 'stimuli.ndjson'), '{"sample":"s-1","truth":"normal","x":"AAAA"}\n'),
    ]);
    const options = { root: folder, file: join(folder, 'slow.suite.yaml') };
    const program = `
      const { default: { openSession } } = await import(${JSON.stringify(pathOf('runtime.ts'))});
      const session = openSession(${JSON.stringify(options)});
      await session.gather();
      setInterval(() => {}, 1000);`;
    const child = spawn(
      process.execPath,
      ['--import', 'jiti/register', '--input-type=module', '-e', program],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    );
    const gone = once(child, 'exit');
    const runs = join(folder, 'runs');
    const journal = await soon(async () => {
      const names = await readdir(runs, { recursive: true });
      for (const name of names.filter((each) => each.endsWith('.ndjson'))) {
        const file = join(runs, name);
        if ((await readFile(file, 'utf8')).includes('"wait 10 min"')) return file;
      }
      throw new Error('it does not wait yet');
    }).catch((error: unknown) => {
      child.kill('SIGKILL');
      throw error;
    });
    child.kill('SIGTERM');
    expect(await gone).toEqual([null, 'SIGTERM']);
    const names = await readdir(runs, { recursive: true });
    expect(names.map((name) => name.split('/').at(-1))).toContain('evidence.json');
    expect(journal).toContain(runs);
  },
  60_000,
);
