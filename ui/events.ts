import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Follow, Followed, Heard } from '../stages/follow.ts';
import { progressBetween } from '../stages/follow.ts';
import type { RunHistory } from '../stages/history.ts';
import { headersOf, inert, refusal } from './answer.ts';

const heartbeat_ms = 15_000;
/** A reader this far behind is hung up on; it comes back with its place and gets the rest as one. */
const behind_B = 1 << 20;

/** One a tab, and a browser opens few to one address: more than these are not people. */
const mostReaders = 32;

/** How far a reader is in the journal of each run, in bytes. */
type Places = Map<string, number>;

const placesOf = (id: string | undefined): Places => {
  const places: Places = new Map();
  for (const [run, offset] of new URLSearchParams(id ?? '')) {
    if (/^\d{1,15}$/u.test(offset)) places.set(run, Number(offset));
  }
  return places;
};

const idOf = (places: Places): string =>
  new URLSearchParams([...places].map(([run, offset]) => [run, String(offset)])).toString();

interface Reader {
  readonly hear: (what: Heard) => void;
  /** Brings the reader from its place to where the runs are. */
  readonly start: (running: readonly Followed[]) => Promise<void>;
}

const readerOf = (
  places: Places,
  history: RunHistory,
  write: (event: string, data: object) => void,
): Reader => {
  let waiting: Heard[] | undefined = [];
  const state = (run: Followed): void => {
    places.set(run.id, run.offset);
    write('state', run);
  };
  const between = async (id: string, from: number, until?: number): Promise<void> => {
    const path = await history.pathOf(id);
    if (path === undefined) return;
    const { to, progress } = await progressBetween(path, from, until);
    places.set(id, to);
    if (to > from) write('added', { id, from, to, progress });
  };
  const hear = (what: Heard): void => {
    if (waiting) {
      waiting.push(what);
      return;
    }
    switch (what.kind) {
      case 'began':
        state(what.run);
        break;
      case 'added': {
        const { from, to, progress } = what.piece;
        if (from < (places.get(what.id) ?? 0)) break;
        places.set(what.id, to);
        write('added', { id: what.id, from, to, progress });
        break;
      }
      case 'ended':
        places.delete(what.id);
        write('ended', { id: what.id });
        break;
      default:
        write('changed', {});
    }
  };
  return {
    hear,
    async start(running) {
      const going = new Set(running.map(({ id }) => id));
      for (const run of running) {
        const from = places.get(run.id);
        if (from === undefined || from > run.offset) state(run);
        else await between(run.id, from, run.offset);
      }
      // What ended while nobody was connected is told to its end.
      for (const [id, from] of [...places].filter(([run]) => !going.has(run))) {
        await between(id, from).catch(() => undefined);
        places.delete(id);
        write('ended', { id });
      }
      const held = waiting ?? [];
      waiting = undefined;
      for (const what of held) {
        if (what.kind !== 'began' || !going.has(what.run.id)) hear(what);
      }
    },
  };
};

export interface Streams {
  readonly follow: Follow;
  readonly history: RunHistory;
  /** Everybody who listens to this server now. */
  readonly readers: Set<ServerResponse>;
}

/**
 * Server-sent events of all runs that are going on: `state` (a run from its beginning to now),
 * `added` (what its journal tells from one byte to another), `ended`, `changed`. The id of an event
 * holds how far each journal was told, so that Last-Event-ID goes on exactly there. Throws
 * READERS_MANY.
 */
export const streamEvents = async (
  request: IncomingMessage,
  response: ServerResponse,
  { follow, history, readers }: Streams,
): Promise<void> => {
  const headers = headersOf('text/event-stream; charset=utf-8');
  if (readers.size >= mostReaders) {
    throw refusal(
      'READERS_MANY',
      `${mostReaders} pages follow the runs already`,
      'Close one of them; this one tries again by itself.',
    );
  }
  if (request.method === 'HEAD') {
    response.writeHead(200, headers).end();
    return;
  }
  readers.add(response);
  response.on('close', () => readers.delete(response));
  response.writeHead(200, headers);
  const [last] = [request.headers['last-event-id']].flat();
  const places = placesOf(last);
  const write = (event: string, data: object): void => {
    if (response.writableLength > behind_B) response.destroy();
    if (response.destroyed) return;
    response.write(
      `event: ${event}\nid: ${idOf(places)}\ndata: ${JSON.stringify(inert(data))}\n\n`,
    );
  };
  const reader = readerOf(places, history, write);
  const stop = follow.listen(reader.hear);
  const heartbeat = setInterval(() => response.write(': still here\n\n'), heartbeat_ms);
  response.on('close', () => {
    clearInterval(heartbeat);
    stop();
  });
  // A lost connection is tried again after a second.
  response.write('retry: 1000\n\n');
  await reader.start(await follow.running());
};
