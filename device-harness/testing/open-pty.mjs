// The master side of a pty of its own, for devices that are processes. Says the port on stdout; ends
// when stdin ends.
import { spawn } from 'node:child_process';

/**
 * Calls `onReady` when there is a line to write to and `onBytes` with what the host sends; gives
 * what the device can do.
 */
export const openPty = (onBytes, onReady = () => {}) => {
  // util-linux: the slave side stays open in `sleep`, so the port can be closed and opened again.
  const pty = spawn('script', ['-qfec', 'stty raw -echo; tty; exec sleep 1000000', '/dev/null'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const stop = () => {
    pty.kill('SIGKILL');
    process.exit(0);
  };
  process.stdin.on('end', stop).resume();
  process.on('SIGTERM', stop);
  let port = '';
  pty.stdout.on('data', (bytes) => {
    if (port) return onBytes(bytes);
    port = String(bytes).trim();
    process.stdout.write(`${port}\n`);
    return onReady();
  });
  return { write: (bytes) => pty.stdin.write(bytes) };
};
