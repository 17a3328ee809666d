// A device behind a socket, in a process of its own. Argument: JSON {path?, mode}; without a path it
// listens on a free TCP port of the loopback. Says where it listens on stdout; ends when its stdin
// ends. Modes: echo sends back every byte; deaf reads nothing; reset ends the connection with a TCP
// reset on the first byte; close ends it in good order.
import { createServer } from 'node:net';

const { path, mode = 'echo' } = JSON.parse(process.argv[2] ?? '{}');

const behave = {
  echo: (socket) => socket.pipe(socket),
  deaf: (socket) => socket.pause(),
  reset: (socket) => socket.once('data', () => socket.resetAndDestroy()),
  close: (socket) => socket.once('data', () => socket.end('bye')),
};

const server = createServer((socket) => {
  socket.on('error', () => {});
  behave[mode](socket);
});
server.listen(path === undefined ? { host: '127.0.0.1', port: 0 } : { path }, () => {
  const address = server.address();
  process.stdout.write(`${typeof address === 'string' ? address : address.port}\n`);
});
process.stdin.on('end', () => process.exit(0)).resume();
