// Many devices behind serial lines of their own in one process, each of which sends back every
// byte. Says their ports on stdout; a number on stdin takes that device away; ends when stdin ends.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const count = Number(process.argv[2]);
const ptys = Array.from({ length: count }, () =>
  // util-linux: the slave side stays open in `sleep`, so the port can be closed and opened again.
  spawn('script', ['-qfec', 'stty raw -echo; tty; exec sleep 1000000', '/dev/null'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  }),
);
const stop = () => {
  for (const pty of ptys) pty.kill('SIGKILL');
  process.exit(0);
};
process.on('SIGTERM', stop);
createInterface({ input: process.stdin })
  .on('line', (number) => ptys[Number(number)].kill('SIGKILL'))
  .on('close', stop);

const paths = await Promise.all(
  ptys.map(async (pty) => {
    const [path] = await once(pty.stdout, 'data');
    pty.stdout.on('data', (bytes) => pty.stdin.write(bytes));
    pty.stdin.on('error', () => {});
    return String(path).trim();
  }),
);
console.log(paths.join(' '));
