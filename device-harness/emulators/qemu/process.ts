import { PilotError } from '../../../documents/pilot-error.ts';
import { fault } from '../../fault.ts';
import { endDying, spawnDying } from '../../transports/dies-with-us.ts';
import { program } from './command.ts';
import { keepEnd, lastWords } from './last-words.ts';

/** An emulator as a process that does not outlive us. */
export interface QemuProcess {
  /** Aborts when it ends, with LOST and its last words. */
  readonly ended: AbortSignal;
  /** Ends it. Resolves when it is gone. */
  end: () => Promise<void>;
}

const grace_ms = 200;

const spawn = (command: readonly string[], folder: string): ReturnType<typeof spawnDying> => {
  try {
    return spawnDying(command, { folder });
  } catch (error) {
    if (!(error instanceof PilotError && error.code === 'PROGRAM_MISSING')) throw error;
    throw new PilotError({
      code: 'QEMU_MISSING',
      message: `${program} is not installed`,
      hint: 'On Debian: apt-get install --no-install-recommends qemu-system-arm',
      exitCode: 4,
      cause: error,
    });
  }
};

/** Starts a command in a folder. Throws QEMU_MISSING. */
export const startQemu = (command: readonly string[], folder: string): QemuProcess => {
  const child = spawn(command, folder);
  const words = keepEnd(child.stderr);
  const ended = new AbortController();
  child.stdout.resume();
  child.stdin.on('error', () => {});
  child.on('error', (cause) => ended.abort(fault('LOST', cause.message, cause)));
  child.on('close', (code: number | null, signal: NodeJS.Signals | null) => {
    const how = signal === null ? `with code ${code}` : `by ${signal}`;
    const said = lastWords(words());
    ended.abort(fault('LOST', `QEMU ended ${how}${said === '' ? '' : `: ${said}`}`));
  });
  return { ended: ended.signal, end: async () => endDying(child, grace_ms) };
};
