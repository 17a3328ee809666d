import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { bench, inRepository, pilot } from './pilot.ts';

describe('reports of a judged run', () => {
  let run: string;
  let folder: string;
  const report = (...args: string[]) => pilot(['report', run, ...args]);

  beforeAll(async () => {
    const made = await bench();
    folder = made.folder;
    run = join(folder, 'run');
    const suite = inRepository('suites/pump-guard-quick.suite.yaml');
    expect((await pilot(['run', suite, '--config', made.config, '--out', run, '-q'])).code).toBe(3);
  });

  test('drawn twice are the same bytes', async () => {
    const twice: Buffer[][] = [];
    for (const name of ['a', 'b']) {
      const kinds = ['html', 'pdf', 'markdown', 'csv', 'ctrf', 'junit', 'json', 'text'];
      const files = kinds.map((kind) => join(folder, `${name}.${kind}`));
      const { code, stderr } = await report(
        ...kinds.flatMap((kind, index) => ['--reporter', `${kind}=${files[index]}`]),
      );
      expect(code, stderr).toBe(0);
      twice.push(files.map((file) => readFileSync(file)));
    }
    for (const [index, first] of twice[0]!.entries()) {
      expect(first.equals(twice[1]![index]!)).toBe(true);
    }
  });

  test('without a browser everything but the PDF is made, and the message says what to run', async () => {
    await rm(join(run, 'reports'), { recursive: true, force: true });
    const env = { PUPPETEER_EXECUTABLE_PATH: join(folder, 'no-chrome') };
    const { stdout, stderr } = await pilot(
      ['judge', run, '--reporter', 'html', '--reporter', 'pdf', '--reporter', 'junit'],
      { env },
    );
    expect(stdout).toContain('NOT ENOUGH EVIDENCE');
    expect(existsSync(join(run, 'reports/report.html'))).toBe(true);
    expect(existsSync(join(run, 'reports/junit.xml'))).toBe(true);
    expect(existsSync(join(run, 'reports/report.pdf'))).toBe(false);
    expect(stderr).toContain('npx @puppeteer/browsers install chrome-headless-shell');
    expect(stderr).toContain('apt-get install -y');
  });

  test('a place that cannot be written to is named and stops no other report', async () => {
    const target = join(folder, 'a-folder-and-no-file');
    await mkdir(target);
    await chmod(target, 0o500);
    const { stdout, stderr } = await report('--reporter', `html=${target}`, '--reporter', 'junit');
    expect(stderr).toContain(target);
    expect(stdout).toMatch(/junit +.*junit\.xml/u);
  });

  test('an unknown reporter is refused with the nearest one', async () => {
    const { code, stderr } = await report('--reporter', 'junt');
    expect(code).toBe(2);
    expect(stderr).toContain('Did you mean "junit"?');
  });
});
