import type { IncomingMessage } from 'node:http';
import { refusal } from './answer.ts';

/** Names a browser may use for this machine. */
const ours = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Refuses what no page of ours asks for. A name that somebody else's DNS lets point here carries
 * that name in Host, which is how such a page is told from ours.
 */
export const guard = (
  { headers: { host = '' }, method = '' }: IncomingMessage,
  port: number,
): void => {
  const match = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/u.exec(host);
  if (!match || !ours.has((match[1] ?? '').toLowerCase()) || Number(match[2] ?? 80) !== port) {
    throw refusal(
      'HOST_REFUSED',
      'This server answers only as localhost, 127.0.0.1 or [::1] with its port',
      'Open the address that pilot ui printed.',
    );
  }
  if (method !== 'GET' && method !== 'HEAD') {
    throw refusal(
      'METHOD_REFUSED',
      `${method} is not understood here`,
      'The page only shows; runs are made and judged on the command line.',
    );
  }
};
