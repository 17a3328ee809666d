import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A process that listens on a socket. */
export interface SocketPeer {
  /** A TCP port of the loopback, or the path of a Unix socket. */
  readonly address: string;
  /** Ends the process, as pulling the plug would. */
  vanish: () => Promise<void>;
}

export interface SocketPeerOptions {
  readonly mode?: 'echo' | 'deaf' | 'reset' | 'close';
  /** Unix socket to make; TCP where absent. */
  readonly path?: string;
}

const start = async (program: string, options: object): Promise<SocketPeer> => {
  const file = fileURLToPath(new URL(program, import.meta.url));
  const child = spawn(process.execPath, [file, JSON.stringify(options)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  const [address] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
  return {
    address: address.trim(),
    async vanish() {
      child.kill('SIGKILL');
      await gone;
    },
  };
};

/** Carries bytes as they are. */
export const socketPeer = async (options: SocketPeerOptions = {}): Promise<SocketPeer> =>
  start('socket-peer.mjs', options);

/** Answers HTTP on a port of the loopback; `mode` as in http-peer.mjs. */
export const httpPeer = async (mode: string = 'echo'): Promise<SocketPeer> =>
  start('http-peer.mjs', { mode });

/** Speaks json-lines over TCP and loses its connections; `lose` as in losing-device.mjs. */
export const losingDevice = async (lose: readonly number[]): Promise<SocketPeer> =>
  start('losing-device.mjs', { lose });
