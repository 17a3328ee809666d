import { createServer, type AddressInfo } from 'node:net';
import { request } from 'node:http';
import { type Running, startPilot } from './pilot.ts';

export interface UiServer {
  readonly port: number;
  readonly address: string;
  /** Ends it as Ctrl-C does; resolves with its exit code once the port is free. */
  stop(): Promise<number | null>;
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

/** Starts `pilot ui` over a runs folder, on a port of its own or the one given. */
export const startUi = async (runs: string, port?: number): Promise<UiServer> => {
  const chosen = port ?? (await freePort());
  const running: Running = startPilot(['ui', '--runs', runs, '--port', String(chosen)]);
  const failed = running.ended.then(({ stderr }) => {
    throw new Error(`pilot ui ended: ${stderr}`);
  });
  await Promise.race([running.saw('Ctrl-C ends it'), failed]);
  failed.catch(() => undefined);
  return {
    port: chosen,
    address: `http://127.0.0.1:${chosen}/`,
    async stop() {
      running.kill('SIGINT');
      return (await running.ended).code;
    },
  };
};

export interface Answered {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A request as it is written: fetch would tidy the path and choose the Host itself. */
export const ask = (
  port: number,
  path: string,
  { method = 'GET', host = `127.0.0.1:${port}` }: { method?: string; host?: string } = {},
): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const asked = request(
      { host: '127.0.0.1', port, path, method, headers: { host } },
      (answer) => {
        let body = '';
        answer.setEncoding('utf8').on('data', (text: string) => (body += text));
        answer.on('end', () =>
          resolve({ status: answer.statusCode, headers: answer.headers, body }),
        );
      },
    );
    asked.on('error', reject).end();
  });

export interface Told {
  readonly event: string;
  readonly id: string;
  readonly data: Record<string, unknown>;
}

export interface Listening {
  readonly told: readonly Told[];
  /** Resolves once something told fits. */
  until(fits: (told: Told) => boolean): Promise<Told>;
  hangUp(): void;
}

const toldIn = (block: string): Told | undefined => {
  const fields = new Map(
    block.split('\n').map((line): [string, string] => {
      const [name = '', ...rest] = line.split(': ');
      return [name, rest.join(': ')];
    }),
  );
  const data = fields.get('data');
  return data === undefined
    ? undefined
    : {
        event: fields.get('event') ?? '',
        id: fields.get('id') ?? '',
        data: JSON.parse(data) as Record<string, unknown>,
      };
};

/** Listens to the server-sent events, from the place of `last` on where it is given. */
export const listen = (port: number, last?: string): Listening => {
  const told: Told[] = [];
  const watchers = new Set<() => void>();
  const headers = last === undefined ? {} : { 'Last-Event-ID': last };
  const asked = request({ host: '127.0.0.1', port, path: '/api/events', headers }, (answer) => {
    let rest = '';
    answer.setEncoding('utf8').on('data', (text: string) => {
      const blocks = (rest + text).split('\n\n');
      rest = blocks.pop() ?? '';
      told.push(...blocks.flatMap((block) => toldIn(block) ?? []));
      for (const watcher of watchers) watcher();
    });
    answer.on('error', () => undefined);
  });
  asked.on('error', () => undefined).end();
  return {
    told,
    until: (fits) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = told.find(fits);
          if (!found) return;
          watchers.delete(look);
          resolve(found);
        };
        watchers.add(look);
        look();
      }),
    hangUp: () => asked.destroy(),
  };
};
