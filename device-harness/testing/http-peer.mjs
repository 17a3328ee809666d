// A device behind HTTP, in a process of its own. Argument: JSON {mode}. Says its port on stdout;
// ends when its stdin ends. Modes: echo answers with the body it got; deaf reads nothing; silent
// never answers; slow answers the n-th request after 200, 100, 0 ms; json answers {"n":1} without a
// line end; anything else is a status code to refuse with.
import { createServer } from 'node:http';

const { mode = 'echo' } = JSON.parse(process.argv[2] ?? '{}');
let count = 0;

const bodyOf = async (request) => Buffer.concat(await request.toArray());
const behave = {
  echo: async (request, response) => response.end(await bodyOf(request)),
  deaf: (request) => request.socket.pause(),
  silent: () => {},
  slow: async (request, response) => {
    const body = await bodyOf(request);
    setTimeout(() => response.end(body), Math.max(0, 200 - 100 * count++));
  },
  json: async (request, response) => {
    await bodyOf(request);
    count += 1;
    response.setHeader('content-type', 'application/json; charset=utf-8');
    response.end(JSON.stringify({ n: count, key: request.headers['x-key'] }));
  },
};

const server = createServer((request, response) => {
  request.on('error', () => {});
  const answer = behave[mode];
  if (answer) {
    void answer(request, response);
    return;
  }
  response.writeHead(Number(mode), { location: '/elsewhere' });
  response.end('out of order '.repeat(10_000));
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
process.stdin.on('end', () => process.exit(0)).resume();
