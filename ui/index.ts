import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PilotError } from '../documents/pilot-error.ts';
import { openFollow } from '../stages/follow.ts';
import { openHistory } from '../stages/history.ts';
import { failure, send } from './answer.ts';
import { type Streams, streamEvents } from './events.ts';
import { guard } from './guard.ts';
import { answerTo, type Shown } from './routes.ts';

export interface UiOptions {
  /** Folder of run folders. */
  readonly runs: string;
  /** 127.0.0.1, ::1 or localhost; nothing else is listened on. */
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** How reports look: what `report` in the configuration names, already read. */
  readonly look?: Shown['look'];
}

export interface Ui extends AsyncDisposable {
  /** `http://127.0.0.1:41231/` */
  readonly address: string;
}

const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

const listening = (server: ReturnType<typeof createServer>, { host, port }: UiOptions) =>
  new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const taken = cause.code === 'EADDRINUSE';
      reject(
        new PilotError({
          code: taken ? 'UI_PORT_TAKEN' : 'UI_PORT_REFUSED',
          message: taken
            ? `Port ${port} of ${host} is taken`
            : `Port ${port} of ${host} cannot be listened on: ${cause.message}`,
          hint: 'Leave --port out to let the system choose a free one.',
          cause,
        }),
      );
    });
    server.listen(port, host, resolve);
  });

/** A reader that sends or takes nothing for this long is hung up on; a stream has its heartbeat. */
const limits = {
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  connectionsCheckingInterval: 5000,
};
const idle_ms = 60_000;
/** Well above what the pages of one machine open, streams and all. */
const mostConnections = 128;

interface Served extends Shown, Streams {
  readonly port: () => number;
}

const answer = async (
  request: IncomingMessage,
  response: ServerResponse,
  { history, follow, readers, port, look }: Served,
): Promise<void> => {
  try {
    guard(request, port());
    // The path as it was sent: nothing is normalised, and nothing is joined to a folder.
    const [path = '/', query = ''] = (request.url ?? '/').split('?', 2);
    if (path === '/api/events') await streamEvents(request, response, { follow, history, readers });
    else send(response, await answerTo({ history, look }, path, new URLSearchParams(query)));
  } catch (error) {
    if (response.headersSent) response.destroy();
    else {
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        response.setHeader('Allow', 'GET, HEAD');
      }
      send(response, failure(error));
    }
  }
};

/**
 * Serves the page that shows a bench's runs, to this machine only. It reads run folders and writes
 * nothing. Throws UI_NOT_LOOPBACK, UI_PORT_TAKEN, UI_PORT_REFUSED.
 */
export const serveUi = async (options: UiOptions): Promise<Ui> => {
  const { runs, host, look } = options;
  if (!loopback.has(host)) {
    throw new PilotError({
      code: 'UI_NOT_LOOPBACK',
      message: `pilot ui listens on this machine only, not on ${host}`,
      hint: 'Use 127.0.0.1, ::1 or localhost; from elsewhere, forward the port: ssh -L.',
    });
  }
  if (!Number.isInteger(options.port) || options.port < 0 || options.port > 65_535) {
    throw new PilotError({
      code: 'UI_PORT_REFUSED',
      message: 'A port is a whole number from 0 to 65535',
      hint: 'Leave --port out to let the system choose a free one.',
    });
  }
  const history = openHistory(runs);
  const follow = openFollow(runs);
  const port = (): number => (server.address() as AddressInfo).port;
  const readers = new Set<ServerResponse>();
  const server = createServer(limits, (request, response) => {
    void answer(request, response, { history, follow, readers, port, look });
  });
  server.maxConnections = mostConnections;
  server.timeout = idle_ms;
  await listening(server, options);
  return {
    address: `http://${host === '::1' ? '[::1]' : host}:${port()}/`,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        follow[Symbol.dispose]();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
