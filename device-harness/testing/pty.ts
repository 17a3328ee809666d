import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A process behind a real serial line. */
export interface PtyDevice {
  readonly path: string;
  /** Ends the process, as pulling the cable would. */
  vanish: () => Promise<void>;
  [Symbol.asyncDispose]: () => Promise<void>;
}

/** What a device does wrong, and after how many good answers. */
export interface Misbehaviour {
  readonly fault?: string;
  readonly after?: number;
}

/** Starts a device of its own process on a pty of its own; `program` lies beside this file. */
export const ptyDevice = async (
  misbehaviour: Misbehaviour & Readonly<Record<string, unknown>> = {},
  program = 'pty-device.mjs',
): Promise<PtyDevice> => {
  const script = fileURLToPath(new URL(program, import.meta.url));
  const child = spawn(process.execPath, [script, JSON.stringify(misbehaviour)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  const [path] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
  const vanish = async (): Promise<void> => {
    // One that hangs has to go on to notice its end.
    child.kill('SIGCONT');
    child.stdin.end();
    await gone;
  };
  return { path: path.trim(), vanish, [Symbol.asyncDispose]: vanish };
};
