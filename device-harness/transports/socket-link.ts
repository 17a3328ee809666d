import { connect, type NetConnectOpts, type Socket } from 'node:net';
import { PilotError } from '../../documents/pilot-error.ts';
import { fault } from '../fault.ts';
import { withDeadline } from '../with-deadline.ts';
import { type ChunkQueue, createChunkQueue } from './chunk-queue.ts';
import { hostTime_us } from './host-time.ts';
import type { Transport } from './transport.ts';

const reasons: Readonly<Record<string, readonly [code: string, says: string, hint: string]>> = {
  ECONNREFUSED: ['PORT_MISSING', 'nobody listens there', 'Start what should listen there.'],
  ENOENT: ['PORT_MISSING', 'there is no such socket', 'Start what should make it.'],
  ENOTSOCK: ['PORT_MISSING', 'it is no socket', 'Check the path.'],
  ENOTFOUND: ['PORT_MISSING', 'the name is not known', 'Check the name of the host.'],
  EAI_AGAIN: [
    'PORT_MISSING',
    'the name cannot be looked up now',
    'Check the network of this host.',
  ],
  EHOSTUNREACH: ['PORT_MISSING', 'no way leads there', 'Check that it is on and in this network.'],
  ENETUNREACH: ['PORT_MISSING', 'no way leads there', 'Check the network of this host.'],
  ETIMEDOUT: [
    'PORT_MISSING',
    'it does not answer',
    'Check that it is on and no firewall is between.',
  ],
  EACCES: ['PORT_DENIED', 'this user may not use it', 'Change who may use it, or the user.'],
  EPERM: ['PORT_DENIED', 'this user may not use it', 'Change who may use it, or the user.'],
};

/** Why an address could not be connected to, such as `127.0.0.1:4000: nobody listens there`. */
export const refusalOf = (name: string, cause: Error): PilotError => {
  // A name with several addresses fails with one error for each.
  const [first] = cause instanceof AggregateError ? (cause.errors as Error[]) : [];
  const { code = '' } = (first ?? cause) as NodeJS.ErrnoException;
  const [known, says, hint] = reasons[code] ?? ['PORT_FAILED', cause.message, 'Check the address.'];
  return new PilotError({
    code: known,
    message: `Cannot connect to ${name}: ${says}`,
    hint,
    exitCode: 4,
    cause,
  });
};

/** A connected socket. Rejects as `refusalOf` says; an abort closes it. */
export const connectSocket = async (
  where: NetConnectOpts,
  name: string,
  signal: AbortSignal,
): Promise<Socket> => {
  signal.throwIfAborted();
  const socket = connect(where);
  const giveUp = (): void => void socket.destroy(signal.reason as Error);
  signal.addEventListener('abort', giveUp);
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', (cause) =>
        reject(signal.aborted ? signal.reason : refusalOf(name, cause)),
      );
      socket.once('close', () => reject(signal.reason));
    });
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
  return socket;
};

/** Bytes of a link as they travel over a socket, where they do not travel as they are. */
export interface Codec {
  /** What the device sent in these bytes; undefined where nothing. */
  readonly decode: (bytes: Uint8Array) => Uint8Array | undefined;
  readonly encode: (bytes: Uint8Array) => Uint8Array;
}

export interface SocketLink {
  readonly transport: Transport;
  readonly received: ChunkQueue;
  /** Aborts with the fault that ended the link. */
  readonly ended: AbortSignal;
  /** Ends the link for this reason; none where it was closed on purpose. */
  readonly end: (reason?: unknown) => void;
}

const plain: Codec = { decode: (bytes) => bytes, encode: (bytes) => bytes };

const writeAll = async (socket: Socket, bytes: Uint8Array): Promise<void> =>
  new Promise((resolve, reject) => {
    socket.write(bytes, (failed) =>
      failed ? reject(fault('LOST', 'the link was lost while sending', failed)) : resolve(),
    );
  });

/** How long a peer may let nothing be heard of before it is asked whether it still lives. */
const keepAlive_ms = 5000;

/** The link over a connected socket. Nothing is delayed to be sent with more (TCP_NODELAY). */
export const linkOver = (
  socket: Socket,
  signal: AbortSignal,
  { decode, encode }: Codec = plain,
): SocketLink => {
  const received = createChunkQueue();
  const ended = new AbortController();
  const end = (reason?: unknown): void => {
    signal.removeEventListener('abort', onAbort);
    received.end(reason);
    ended.abort(reason ?? fault('LOST', 'the link was lost'));
    // A server that is stuck with what it has reads no farewell; a reset it cannot miss.
    if (socket.writableLength > 0 && socket.remotePort !== undefined) socket.resetAndDestroy();
    else socket.destroy();
  };
  const onAbort = (): void => end(signal.reason);
  signal.addEventListener('abort', onAbort);
  socket.setNoDelay(true);
  socket.setKeepAlive(true, keepAlive_ms);
  socket.on('data', (bytes: Uint8Array) => {
    const time_us = hostTime_us();
    const chunk = decode(bytes);
    if (chunk && chunk.length > 0) received.push({ bytes: chunk, time_us });
  });
  socket.on('error', (cause: NodeJS.ErrnoException) => {
    const why = cause.code === 'ECONNRESET' ? 'the other side reset the connection' : cause.message;
    end(fault('LOST', why, cause));
  });
  socket.on('end', () => end(fault('LOST', 'the other side closed the connection')));
  socket.on('close', () => end());
  const transport: Transport = {
    received,
    async send(bytes, within_us) {
      ended.signal.throwIfAborted();
      const late = fault('DEADLINE', `it took no bytes for ${within_us / 1e6} s`);
      await withDeadline(writeAll(socket, encode(bytes)), within_us, late, ended.signal);
    },
    async [Symbol.asyncDispose]() {
      end();
    },
  };
  return { transport, received, ended: ended.signal, end };
};
