import { execFile } from 'node:child_process';

interface Probe {
  readonly answer: string;
  readonly complaint: string;
}

/** What a program says of itself; a browser that is driven over pipes does not say why it ended. */
const probe = (path: string, signal: AbortSignal): Promise<Probe> =>
  new Promise((resolve) => {
    execFile(
      path,
      ['--version'],
      { timeout: 5000, killSignal: 'SIGKILL', signal },
      (error, stdout, stderr) =>
        resolve({
          answer: stdout.trim(),
          complaint: error
            ? stderr.trim() || `it ends with ${error.code ?? error.signal ?? 'an error'} at once`
            : '',
        }),
    );
  });

const line = (text: string): string => (text.split('\n', 1)[0] ?? '').slice(0, 300);

/** Why a browser did not print, as far as can be said in one line; `signal` ends the asking. */
export const whyItFailed = async (
  error: Error,
  path: string,
  signal: AbortSignal,
): Promise<string> => {
  const { message } = error;
  const ended = /Target closed|Session closed|Connection closed|Failed to launch/iu.test(message);
  if (!ended) return line(message);
  // Chrome on Windows opens a window where it is asked for its version.
  if (process.platform === 'win32') return `it ended by itself (${line(message)})`;
  const { answer, complaint } = await probe(path, signal);
  if (complaint !== '') return line(complaint);
  if (!/chrom|edge/iu.test(answer)) return 'it is no Chrome or Chromium';
  return `it ended by itself (${line(message)})`;
};
