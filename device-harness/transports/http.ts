import { Agent as PlainAgent, type IncomingMessage, request as plainRequest } from 'node:http';
import { Agent as SecureAgent, request as secureRequest } from 'node:https';
import { PilotError } from '../../documents/pilot-error.ts';
import { fault } from '../fault.ts';
import { withDeadline } from '../with-deadline.ts';
import { createChunkQueue } from './chunk-queue.ts';
import { hostTime_us } from './host-time.ts';
import { connectSocket, refusalOf } from './socket-link.ts';
import type { TransportDefinition } from './transport.ts';

const lineFeed = 0x0a;
const wordsShown_B = 200;

const addressOf = (url: string): URL => {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed?.protocol === 'http:' || parsed?.protocol === 'https:') return parsed;
  throw new PilotError({
    code: 'ADDRESS_INVALID',
    message: `"${url}" is no address of HTTP`,
    hint: 'It begins with http:// or https:// and names a host.',
  });
};

/** Whether somebody listens there, since nothing is said before the first command. */
const knock = async (url: URL, signal: AbortSignal): Promise<void> => {
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
  const host = url.hostname.replaceAll(/^\[|\]$/gu, '');
  const socket = await connectSocket({ host, port }, url.host, signal);
  socket.on('error', () => {});
  socket.destroy();
};

const refused = async (answer: IncomingMessage): Promise<PilotError> => {
  let words = Buffer.alloc(0);
  for await (const bytes of answer as AsyncIterable<Buffer>) {
    words = Buffer.concat([words, bytes]);
    if (words.length > wordsShown_B) break;
  }
  const said = words.subarray(0, wordsShown_B).toString('utf8').trim();
  return fault(
    'DEVICE_ERROR',
    `it answered ${answer.statusCode} ${answer.statusMessage ?? ''}${said === '' ? '' : `: ${said}`}`,
  );
};

const lostBy = (cause: Error, host: string): PilotError =>
  fault('LOST', `the exchange broke off: ${refusalOf(host, cause).message}`, cause);

/**
 * Each send is one POST, and the bodies of the answers are what the device says, in the order of
 * the commands. An answer outside 2xx ends the link with DEVICE_ERROR; redirections are not
 * followed. A body of JSON gets the line end that it lacks.
 */
export const http: TransportDefinition<'http'> = {
  origin: 'modelled',
  async open({ url, headers }, signal) {
    const to = addressOf(url);
    await knock(to, signal);
    const secure = to.protocol === 'https:';
    const agent = new (secure ? SecureAgent : PlainAgent)({ keepAlive: true, maxSockets: 1 });
    const received = createChunkQueue();
    const ended = new AbortController();
    const end = (reason?: unknown): void => {
      signal.removeEventListener('abort', onAbort);
      received.end(reason);
      ended.abort(reason ?? fault('LOST', 'the link was lost'));
      agent.destroy();
    };
    const onAbort = (): void => end(signal.reason);
    signal.addEventListener('abort', onAbort);

    const take = async (answer: IncomingMessage): Promise<void> => {
      const { statusCode = 0, headers: about } = answer;
      if (statusCode < 200 || statusCode > 299) throw await refused(answer);
      let last = lineFeed;
      for await (const bytes of answer as AsyncIterable<Buffer>) {
        received.push({ bytes, time_us: hostTime_us() });
        last = bytes.at(-1) ?? last;
      }
      if (last !== lineFeed && /^application\/json\b/iu.test(about['content-type'] ?? '')) {
        received.push({ bytes: Buffer.from('\n'), time_us: hostTime_us() });
      }
    };

    /** Calls `sent` once the whole command has left; resolves with the end of the answer. */
    const post = async (bytes: Uint8Array, sent: () => void): Promise<void> => {
      ended.signal.throwIfAborted();
      const request = (secure ? secureRequest : plainRequest)(to, {
        method: 'POST',
        agent,
        headers: {
          'content-type': 'application/octet-stream',
          ...headers,
          'content-length': bytes.length,
        },
      });
      const giveUp = (): void => void request.destroy();
      ended.signal.addEventListener('abort', giveUp);
      try {
        request.setNoDelay(true);
        request.on('finish', sent);
        const answered = new Promise<IncomingMessage>((resolve, reject) => {
          request.on('response', resolve);
          request.on('error', reject);
        });
        request.end(bytes);
        await take(await answered);
      } finally {
        ended.signal.removeEventListener('abort', giveUp);
      }
    };

    let before: Promise<void> = Promise.resolve();
    const exchange = (bytes: Uint8Array): Promise<void> => {
      const begun = before;
      return new Promise((sent, reject) => {
        before = begun
          .then(async () => post(bytes, sent))
          .catch((cause: Error) => {
            const reason = cause instanceof PilotError ? cause : lostBy(cause, to.host);
            end(reason);
            reject(reason);
          });
      });
    };

    return {
      received,
      async send(bytes, within_us) {
        ended.signal.throwIfAborted();
        const late = fault('DEADLINE', `it took no command for ${within_us / 1e6} s`);
        await withDeadline(exchange(bytes), within_us, late, ended.signal);
      },
      async [Symbol.asyncDispose]() {
        end();
      },
    };
  },
};
