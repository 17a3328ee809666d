import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../documents/package-root.ts';
import { scratchFolder } from '../fixtures/scratch-folder.ts';

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly ended: Promise<Ended>;
  /** Resolves once stderr holds `text`. */
  saw(text: string): Promise<void>;
  kill(signal: NodeJS.Signals): void;
}

export const root = packageRoot();
export const inRepository = (...parts: string[]): string => join(root, ...parts);

/** Starts the built command as a user would, from the repository unless `cwd` says otherwise. */
export const startPilot = (
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Running => {
  const child = spawn(process.execPath, [join(root, 'dist/cli/bin.js'), ...args], {
    cwd: options.cwd ?? root,
    env: { ...process.env, NO_COLOR: '1', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  const watchers = new Set<() => void>();
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
    for (const watcher of watchers) watcher();
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
  return {
    ended,
    kill: (signal) => child.kill(signal),
    saw: (text) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (stderr.includes(text)) resolve();
        };
        watchers.add(look);
        look();
      }),
  };
};

export const pilot = (
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<Ended> => startPilot(args, options).ended;

/** A bench of its own in a fresh folder: `pumps` emulated boards, or the devices given. */
export const bench = async (
  devices: readonly object[] = ['01', '02', '03', '04', '05'].map((n) => ({
    id: `pump-${n}`,
    tags: ['pump'],
    transport: { kind: 'emulator', board: 'rp2040' },
  })),
): Promise<{ folder: string; config: string; runs: string }> => {
  const folder = await scratchFolder();
  const config = join(folder, 'pilot.config.mjs');
  await writeFile(config, `export default ${JSON.stringify({ devices, reporters: [] })};\n`);
  return { folder, config, runs: join(folder, '.pilot/runs') };
};
