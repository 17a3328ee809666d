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

/** Everything that is going on, kept up to date by one connection for the whole page. */
export const useLive = (): Live => {
  const [live, setLive] = useState<Live>({ runs: new Map(), connection: 'connecting', version: 0 });
  useEffect(() => {
    // Tried again by the browser itself, with the id of the last event it has.
    const source = new EventSource('/api/events');
    const runs = (change: (runs: Runs) => Runs, listed: 0 | 1): void =>
      setLive((now) => ({ ...now, runs: change(now.runs), version: now.version + listed }));
    source.addEventListener('open', () =>
      setLive((now) => ({
        ...now,
        connection: 'open',
        // What changed meanwhile was told to nobody.
        version: now.version + (now.connection === 'lost' ? 1 : 0),
      })),
    );
    source.addEventListener('error', () => setLive((now) => ({ ...now, connection: 'lost' })));
    source.addEventListener('state', (event) =>
      runs((now) => withRun(now, dataOf(event) as LiveRun), 1),
    );
    source.addEventListener('added', (event) =>
      runs((now) => withPiece(now, dataOf(event) as Piece), 0),
    );
    source.addEventListener('ended', (event) =>
      runs((now) => withEnd(now, (dataOf(event) as { id: string }).id), 1),
    );
    source.addEventListener('changed', () => runs((now) => now, 1));
    return () => source.close();
  }, []);
  return live;
};
