/// <reference lib="dom" />
import { useEffect, useState } from 'htm/preact/standalone';
import { added, type Progress } from '../../stages/follow/progress.ts';

export interface LiveRun {
  readonly id: string;
  readonly suite: string;
  readonly question: string;
  readonly planned: { readonly inferences: number; readonly devices: readonly string[] };
  readonly offset: number;
  readonly progress: Progress;
  /** Whether gathering has ended; the verdict comes a moment later. */
  readonly ended?: boolean;
}

export interface Live {
  readonly runs: ReadonlyMap<string, LiveRun>;
  readonly connection: 'connecting' | 'open' | 'lost';
  /** Counts whatever may have changed the list of runs; views fetch again when it does. */
  readonly version: number;
}

interface Piece {
  readonly id: string;
  readonly from: number;
  readonly to: number;
  readonly progress: Progress;
}

type Runs = ReadonlyMap<string, LiveRun>;

const withRun = (runs: Runs, run: LiveRun): Runs => new Map([...runs, [run.id, run]]);

/** A piece is added where it belongs and nowhere else: told twice, it counts once. */
const withPiece = (runs: Runs, { id, from, to, progress }: Piece): Runs => {
  const run = runs.get(id);
  if (!run || run.offset !== from) return runs;
  return withRun(runs, { ...run, offset: to, progress: added(run.progress, progress) });
};

const withEnd = (runs: Runs, id: string): Runs => {
  const run = runs.get(id);
  return run ? withRun(runs, { ...run, ended: true }) : runs;
};

const dataOf = (event: Event): unknown => JSON.parse((event as MessageEvent<string>).data);

const again_ms = 5000;

/** Everything that is going on, kept up to date by one connection for the whole page. */
export const useLive = (): Live => {
  const [live, setLive] = useState<Live>({ runs: new Map(), connection: 'connecting', version: 0 });
  useEffect(() => {
    let source: EventSource | undefined;
    let again: ReturnType<typeof setTimeout> | undefined;
    const runs = (change: (runs: Runs) => Runs, listed: 0 | 1): void =>
      setLive((now) => ({ ...now, runs: change(now.runs), version: now.version + listed }));
    const handlers: Readonly<Record<string, (event: Event, from: EventSource) => void>> = {
      open: () =>
        setLive((now) => ({
          ...now,
          connection: 'open',
          // What changed meanwhile was told to nobody.
          version: now.version + (now.connection === 'lost' ? 1 : 0),
        })),
      error: (_, { readyState }) => {
        setLive((now) => ({ ...now, connection: 'lost' }));
        // Refused, as where too many follow: the browser gives up, and this page does not.
        if (readyState === EventSource.CLOSED) again = setTimeout(connect, again_ms);
      },
      state: (event) => runs((now) => withRun(now, dataOf(event) as LiveRun), 1),
      added: (event) => runs((now) => withPiece(now, dataOf(event) as Piece), 0),
      ended: (event) => runs((now) => withEnd(now, (dataOf(event) as { id: string }).id), 1),
      changed: () => runs((now) => now, 1),
    };
    // A connection that breaks is tried again by the browser, with the id of the last event it has.
    const connect = (): void => {
      const opened = new EventSource('/api/events');
      source = opened;
      for (const [kind, handle] of Object.entries(handlers)) {
        opened.addEventListener(kind, (event) => handle(event, opened));
      }
    };
    connect();
    return () => {
      clearTimeout(again);
      source?.close();
    };
  }, []);
  return live;
};
