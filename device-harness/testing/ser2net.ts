import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { scratchFolder } from '../../fixtures/scratch-folder.ts';
import { endDying, spawnDying } from '../transports/dies-with-us.ts';

const program = '/usr/sbin/ser2net';
/** Where Debian has put the serial server; CI has it, so there its absence is a failure. */
export const hasSer2net: boolean = existsSync(program) || process.env['CI'] !== undefined;

export interface Ser2net {
  readonly port: number;
  stop: () => Promise<void>;
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
};

/** Looks without connecting: a connection would open the line. Lines as in proc(5), state 0A. */
const listens = async (port: number): Promise<boolean> => {
  const sockets = await readFile('/proc/net/tcp', 'latin1');
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  return sockets.split('\n').some((line) => line.includes(`:${hex} 00000000:0000 0A `));
};

export interface Ser2netOptions {
  /** As ser2net names it; default `telnet(rfc2217)`. */
  readonly accepter?: string;
  /** Whether who connects anew takes the line from who has it; default false. */
  readonly kickOldUser?: boolean;
}

/** Serves a serial line on a port of the loopback. */
export const ser2net = async (
  line: string,
  { accepter = 'telnet(rfc2217)', kickOldUser = false }: Ser2netOptions = {},
): Promise<Ser2net> => {
  const port = await freePort();
  const file = join(await scratchFolder(), 'ser2net.yaml');
  await writeFile(
    file,
    `connection: &device
  accepter: ${accepter},tcp,127.0.0.1,${port}
  connector: serialdev(nouucplock=true,drain_time=10),${line},9600n81,local
  options: {kickolduser: ${kickOldUser}}
`,
  );
  const child = spawnDying([program, '-n', '-d', '-c', file]);
  for (const output of [child.stdout, child.stderr]) output.resume();
  const stop = async (): Promise<void> => endDying(child);
  for (let look = 0; look < 500; look += 1) {
    if (child.exitCode !== null) throw new Error(`ser2net ended with code ${child.exitCode}`);
    if (await listens(port)) return { port, stop };
    await setTimeout(10);
  }
  await stop();
  throw new Error('ser2net does not listen');
};
