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

const program = fileURLToPath(new URL('pty-device.mjs', import.meta.url));

/** Starts a device of its own process on a pty of its own. */
export const ptyDevice = async (misbehaviour: Misbehaviour = {}): Promise<PtyDevice> => {
  const child = spawn(process.execPath, [program, JSON.stringify(misbehaviour)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  const [path] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
  const vanish = async (): Promise<void> => {
    child.stdin.end();
    await gone;
  };
  return { path: path.trim(), vanish, [Symbol.asyncDispose]: vanish };
};
