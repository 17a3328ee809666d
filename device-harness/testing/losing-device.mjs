// A device behind a TCP port of the loopback, in a process of its own: answers json-lines, and ends
// the connection instead of giving an answer. Argument: JSON {lose}, how many answers each connection
// in turn gives before it ends; those after the last one do not end. Says its port on stdout; ends
// when its stdin ends.
import { createServer } from 'node:net';

const { lose = [] } = JSON.parse(process.argv[2] ?? '{}');

const identity = {
  protocol: 1,
  firmware: 'losing-device',
  version: '1.0.0',
  model: 'constant',
  tick_hz: 1000,
  labels: ['normal', 'cavitation'],
};

const answers = {
  id: () => ({ type: 'identity', ...identity }),
  reset: () => ({ type: 'boot', ...identity, cause: 'command' }),
  sleep: ({ ms }) => ({ type: 'wake', slept_ms: ms }),
  infer: ({ sample }) => ({ type: 'inference', sample, label: 'normal', ticks: 27, start: 'warm' }),
};

let connections = 0;
const server = createServer((socket) => {
  let left = lose[connections] ?? Infinity;
  connections += 1;
  let text = '';
  socket.on('error', () => {});
  socket.on('data', (bytes) => {
    text += bytes;
    const lines = text.split('\n');
    text = lines.pop();
    for (const line of lines) {
      const command = JSON.parse(line);
      if (command.cmd === 'infer' && left === 0) {
        socket.destroy();
        return;
      }
      if (command.cmd === 'infer') left -= 1;
      socket.write(`${JSON.stringify(answers[command.cmd](command))}\n`);
    }
  });
});
server.listen({ host: '127.0.0.1', port: 0 }, () => {
  process.stdout.write(`${server.address().port}\n`);
});
process.stdin.on('end', () => process.exit(0)).resume();
