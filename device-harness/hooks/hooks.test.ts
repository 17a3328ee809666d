import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { sha256 } from '../../evidence/digest.ts';
import { scratchFolder } from '../../fixtures/scratch-folder.ts';
import { survivorsOf } from '../testing/processes.ts';
import type { Journal } from '../scenario/context.ts';
import type { DeviceConfig } from '../transports/transport.ts';
import { flash } from './flash.ts';
import { powerCycle } from './power.ts';
import { hardReset } from './reset.ts';
import { type HookCommand, runHook } from './run-hook.ts';

type Entry = Parameters<Journal>[0];

const never = (): AbortSignal => new AbortController().signal;

/** What was journaled while `work` ran, whether it failed or not. */
const journaled = async (
  work: (journal: Journal) => Promise<void>,
): Promise<{ entries: Entry[]; error: unknown }> => {
  const entries: Entry[] = [];
  const error = await work((entry) => void entries.push(entry)).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return { entries, error };
};

const said = (entries: readonly Entry[]): string[] =>
  entries.filter(({ outcome }) => outcome === undefined).map(({ message = '' }) => message);

const run = async (command: HookCommand, signal = never()): ReturnType<typeof journaled> =>
  journaled((journal) =>
    runHook(command, { hook: 'health', values: { id: 'b-1', port: '/dev/x' }, journal, signal }),
  );

const node = (text: string): string[] => [process.execPath, '-e', text];

describe('a hook', () => {
  test('is given its placeholders and environment, and its output is journaled line by line', async () => {
    const script = `
      console.log(process.argv[1]); console.error(process.env.PILOT_DEVICE, process.env.PILOT_PORT);
      process.stdout.write('10 %\\r20 %\\rdone');`;
    const { entries, error } = await run({ command: [...node(script), '{id} at {port}, {other}'] });
    expect(error).toBeUndefined();
    expect(said(entries).toSorted()).toEqual(
      ['b-1 at /dev/x, {other}', 'b-1 /dev/x', '10 %', '20 %', 'done'].toSorted(),
    );
    expect(entries[0]).toMatchObject({ kind: 'hook', outcome: 'started', message: 'health' });
    expect(entries.at(-1)).toMatchObject({
      outcome: 'done',
      message: 'health ended with 0',
      data: { hook: 'health', exit: 0, duration_ms: expect.any(Number) },
    });
  });

  test('no shell reads its arguments', async () => {
    const { entries } = await run({ command: ['echo', '$HOME; `id`', '*'] });
    expect(said(entries)).toEqual(['$HOME; `id` *']);
  });

  test.each([
    ['ends badly', node('console.log("no probe"); process.exit(3)'), 'ended with 3: no probe'],
    ['is killed', node('process.kill(process.pid, "SIGKILL")'), 'was ended by SIGKILL'],
    ['is not there', ['no-such-flasher'], 'There is no program "no-such-flasher"'],
    ['asks for an image that is not there', ['echo', '{image}'], 'asks for {image}'],
  ])('that %s is HOOK_FAILED', async (_, command, message) => {
    const { entries, error } = await run({ command });
    expect(error).toMatchObject({
      code: 'HOOK_FAILED',
      exitCode: 4,
      message: expect.stringContaining(message),
    });
    if (entries.length > 0) expect(entries.at(-1)).toMatchObject({ outcome: 'failed' });
  });

  test('that hangs is ended at its deadline with all it started, though they ignore the request', async () => {
    const command = ['sh', '-c', 'trap "" TERM; sleep 600 & echo $$ $!; wait; sleep 600'];
    const { entries, error } = await run({ command, within: '3 s' });
    expect(error).toMatchObject({
      code: 'HOOK_FAILED',
      message: 'its health hook did not end within 3 s and was ended',
    });
    expect(entries.at(-1)).toMatchObject({ outcome: 'failed' });
    const pids = said(entries)[0]!.split(' ').map(Number);
    expect(pids).toHaveLength(2);
    expect(await survivorsOf(pids)).toEqual([]);
  });

  test('is ended on abort', async () => {
    const controller = new AbortController();
    const entries: Entry[] = [];
    const running = runHook(
      { command: ['sh', '-c', 'echo $$; sleep 600'] },
      {
        hook: 'flash',
        values: { id: 'b-1' },
        journal: (entry) => {
          entries.push(entry);
          if (said(entries).length > 0) controller.abort(new Error('enough'));
        },
        signal: controller.signal,
      },
    );
    await expect(running).rejects.toThrow('enough');
    expect(entries.at(-1)).toMatchObject({ outcome: 'interrupted' });
    expect(await survivorsOf([Number(said(entries)[0])])).toEqual([]);
  });

  test('that floods is journaled by its first and last words', async () => {
    const flood = 'for (let i = 0; i < 50000; i++) console.log("line " + i)';
    const { entries, error } = await run({ command: node(flood) });
    expect(error).toBeUndefined();
    const lines = said(entries);
    expect(lines[0]).toBe('line 0');
    expect(lines.at(-1)).toBe('line 49999');
    expect(lines.join('\n').length).toBeLessThan(132_000);
    const left = lines.findIndex((line) =>
      line.endsWith('characters of output are left out here)'),
    );
    const shown = lines.filter((_, index) => index !== left).join('\n').length + 1;
    const whole = Array.from({ length: 50_000 }, (_, i) => `line ${i}\n`).join('').length;
    expect(shown + Number(/\d+/u.exec(lines[left]!)?.[0])).toBe(whole);
  });
});

const board = (hooks: DeviceConfig['hooks']): DeviceConfig => ({
  id: 'b-1',
  transport: { kind: 'tcp', host: 'gate', port: 7 },
  ...(hooks && { hooks }),
});

test('flashing hands over the bytes that were checked, and leaves no copy', async () => {
  const bytes = Buffer.from('the image');
  const digest = sha256(bytes);
  const before = readdirSync(tmpdir()).filter((name) => name.startsWith('pilotlight-flash-'));
  const script =
    'console.log(require("fs").readFileSync(process.argv[1], "utf8"), process.argv[1])';
  const device = board({ flash: { command: [...node(script), '{image}', '{sha256}'] } });
  const image = { bytes, name: 'build/app.elf', sha256: digest };
  const { entries, error } = await journaled((journal) => flash(device, image, journal, never()));
  expect(error).toBeUndefined();
  expect(said(entries)[0]).toMatch(/^the image .*\/app\.elf$/u);
  expect(entries[0]).toMatchObject({ data: { image: 'build/app.elf', sha256: digest } });
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith('pilotlight-flash-'))).toEqual(
    before,
  );
});

describe('power', () => {
  const power = (off: string, on: string): DeviceConfig =>
    board({
      power: {
        off: { command: node(off) },
        on: { command: node(on) },
        rest: '10 ms',
        settle: '10 ms',
      },
    });
  const hello = 'console.log(process.env.PILOT_HOOK)';

  test('goes off and on', async () => {
    const device = power(hello, hello);
    const { entries, error } = await journaled((journal) => powerCycle(device, journal, never()));
    expect(error).toBeUndefined();
    expect(said(entries)).toEqual(['power off', 'power on']);
  });

  test('comes back though switching it off failed, and though the run is interrupted', async () => {
    const failed = await journaled((journal) =>
      powerCycle(power('process.exit(1)', hello), journal, never()),
    );
    expect(failed.error).toMatchObject({ code: 'HOOK_FAILED' });
    expect(said(failed.entries)).toEqual(['power on']);

    const controller = new AbortController();
    const interrupted = await journaled((journal) =>
      powerCycle(
        power(hello, hello),
        (entry) => {
          journal(entry);
          if (entry.message === 'power off ended with 0') controller.abort(new Error('enough'));
        },
        controller.signal,
      ),
    );
    expect(interrupted.error).toMatchObject({ message: 'enough' });
    expect(said(interrupted.entries)).toEqual(['power off', 'power on']);
  });

  test('of a hub is switched as uhubctl wants it', async () => {
    const folder = await scratchFolder();
    // Not the one of this machine, which may have such a hub.
    await writeFile(join(folder, 'uhubctl'), '#!/bin/sh\necho uhubctl "$@"\n', { mode: 0o755 });
    vi.stubEnv('PATH', folder);
    const uhubctl = { location: '1-1.4', port: 2 };
    const device = board({ power: { uhubctl, rest: '1 ms', settle: '1 ms' } });
    const { entries, error } = await journaled((journal) => powerCycle(device, journal, never()));
    vi.unstubAllEnvs();
    expect(error).toBeUndefined();
    expect(said(entries)).toEqual(['uhubctl -l 1-1.4 -p 2 -a off', 'uhubctl -l 1-1.4 -p 2 -a on']);
  });

  test('that cannot be switched is UNSUPPORTED', async () => {
    const { error } = await journaled((journal) => powerCycle(board({}), journal, never()));
    expect(error).toMatchObject({ code: 'UNSUPPORTED' });
  });
});

describe('a reset by control lines', () => {
  const device = board({
    reset: { lines: [{ dtr: false, rts: true, for: '5 ms' }, { rts: false }] },
  });

  test('sets them one state after the other', async () => {
    const set: unknown[] = [];
    const setLines = async (lines: object): Promise<void> => void set.push(lines);
    const { entries, error } = await journaled((journal) =>
      hardReset(device, { setLines }, journal, never()),
    );
    expect(error).toBeUndefined();
    expect(set).toEqual([{ dtr: false, rts: true }, { rts: false }]);
    expect(entries).toMatchObject([{ kind: 'hook', outcome: 'done' }]);
  });

  test('is UNSUPPORTED where there are none, DEADLINE where they hang', async () => {
    const none = await journaled((journal) => hardReset(device, {}, journal, never()));
    expect(none.error).toMatchObject({
      code: 'UNSUPPORTED',
      message: expect.stringContaining('tcp link has no control lines'),
    });
    const setLines = async (): Promise<void> => new Promise(() => {});
    const hung = await journaled((journal) => hardReset(device, { setLines }, journal, never()));
    expect(hung.error).toMatchObject({ code: 'DEADLINE' });
  });
});
