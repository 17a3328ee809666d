import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import type { ConnectionTransport } from 'puppeteer-core';

/** A browser that is driven over two pipes of its own. */
export interface Started {
  readonly transport: ConnectionTransport;
  /** Resolves when the process is gone, and what it started with it. */
  readonly ended: Promise<unknown>;
  /** Ends it at once, with every process it started, and lets go of its pipes. */
  readonly kill: () => void;
}

/** The pipes carry JSON, each message followed by a zero byte. */
const transportOf = (to: Writable, from: Readable): ConnectionTransport => {
  let parts: string[] = [];
  const transport: ConnectionTransport = {
    send: (message) => void to.write(`${message}\0`),
    close: () => {
      to.destroy();
      from.destroy();
    },
  };
  to.on('error', () => {});
  from.on('error', () => {});
  from.setEncoding('utf8').on('data', (text: string) => {
    const [first = '', ...others] = text.split('\0');
    parts.push(first);
    for (const next of others) {
      const message = parts.join('');
      parts = [next];
      // What waits for one message is told before the next one is looked at.
      setImmediate(() => transport.onmessage?.(message));
    }
  });
  from.on('close', () => transport.onclose?.());
  return transport;
};

/** One group holds the browser and what it started; on Windows they end with it by themselves. */
const endGroup = ({ pid }: ChildProcess): void => {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
};

/** Starts a browser; that it cannot be started shows as a connection that is closed at once. */
export const start = (path: string, flags: readonly string[], env: NodeJS.ProcessEnv): Started => {
  const child = spawn(path, ['--remote-debugging-pipe', ...flags], {
    env,
    detached: process.platform !== 'win32',
    windowsHide: true,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const transport = transportOf(child.stdio[3] as Writable, child.stdio[4] as Readable);
  const ended = once(child, 'exit').catch(() => transport.close());
  // What it left running would keep its pipes open, and us waiting.
  child.once('exit', () => endGroup(child));
  return {
    transport,
    ended,
    kill: () => {
      if (child.exitCode === null && child.signalCode === null) endGroup(child);
      transport.close();
      child.unref();
    },
  };
};
