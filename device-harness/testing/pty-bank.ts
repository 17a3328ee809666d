import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Devices behind serial lines of their own that send back every byte. */
export interface PtyBank {
  readonly paths: readonly string[];
  /** Takes one away, as pulling its cable would. */
  vanish: (index: number) => void;
  [Symbol.asyncDispose]: () => Promise<void>;
}

const program = fileURLToPath(new URL('pty-bank.mjs', import.meta.url));

/** Starts them in a process of their own, which is not disturbed by what this one does. */
export const ptyBank = async (count: number): Promise<PtyBank> => {
  const child = spawn(process.execPath, [program, String(count)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  const [paths] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
  return {
    paths: paths.trim().split(' '),
    vanish: (index) => void child.stdin.write(`${index}\n`),
    async [Symbol.asyncDispose]() {
      child.stdin.end();
      await gone;
    },
  };
};
