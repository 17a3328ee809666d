import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** One of our programs in a process of its own. */
export interface Child {
  readonly pid: number;
  /** The next words it says. */
  said: () => Promise<string>;
  /** Sends it a signal and waits for its end. */
  end: (signal: NodeJS.Signals) => Promise<void>;
  /** Its exit code, or undefined where a signal ended it. */
  ended: Promise<number | undefined>;
}

/** Starts a program of this folder; its argument is handed over as JSON. */
export const startChild = (program: string, argument: unknown): Child => {
  const file = fileURLToPath(new URL(program, import.meta.url));
  const child: ChildProcess = spawn(process.execPath, [file, JSON.stringify(argument)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit') as Promise<[number | null]>;
  const output = child.stdout!.setEncoding('utf8');
  return {
    pid: child.pid!,
    said: async () => ((await once(output, 'data')) as [string])[0].trim(),
    end: async (signal) => {
      child.kill(signal);
      await gone;
    },
    ended: gone.then(([code]) => code ?? undefined),
  };
};
