import type { ServerResponse } from 'node:http';
import { PilotError } from '../documents/pilot-error.ts';
import { spelledOut } from '../reporters/inert.ts';

/** The one inline part of the page: where its two libraries lie. Its digest is all that CSP lets in. */
export interface Policy {
  readonly importMapDigest: string;
}

const always = {
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
} as const;

/** Nothing is fetched from anywhere but this server, and nothing inline runs. */
export const pagePolicy = ({ importMapDigest }: Policy): string =>
  [
    "default-src 'none'",
    `script-src 'self' '${importMapDigest}'`,
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

const closedPolicy = "default-src 'none'; frame-ancestors 'none'";

/**
 * A report is a document of its own: it states what it may do itself, and here it also gets an
 * origin of its own, so that nothing in it reaches this server.
 */
export const framedPolicy =
  "sandbox allow-scripts allow-popups; connect-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'";

export interface Answer {
  readonly type: string;
  readonly body: string | Uint8Array;
  readonly policy?: string;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

export const headersOf = (type: string, policy: string = closedPolicy): Record<string, string> => ({
  ...always,
  'Content-Type': type,
  'Content-Security-Policy': policy,
});

export const send = (response: ServerResponse, answer: Answer): void => {
  const { type, body, policy, status = 200, headers } = answer;
  const length = typeof body === 'string' ? Buffer.byteLength(body) : body.byteLength;
  response.writeHead(status, {
    ...headersOf(type, policy),
    ...headers,
    'Content-Length': length,
  });
  // Node leaves the body of an answer to HEAD out.
  response.end(body);
};

const spell = (text: string): string => spelledOut(text, () => true);

/**
 * What a page shows of outside text: marks that command or turn a line are spelled out, in values
 * and in keys, since progress is kept by the names of devices.
 */
export const inert = <T>(document: T): T => {
  if (typeof document === 'string') return spell(document) as T;
  if (Array.isArray(document)) return document.map(inert) as T;
  if (document === null || typeof document !== 'object') return document;
  return Object.fromEntries(
    Object.entries(document).map(([key, value]) => [spell(key), inert(value)]),
  ) as T;
};

export const json = (document: unknown, status: number = 200): Answer => ({
  type: 'application/json; charset=utf-8',
  body: JSON.stringify(document),
  status,
});

/** Status of the errors that are no ordinary bad input (400). */
const statusOf: Readonly<Record<string, number>> = {
  HOST_REFUSED: 403,
  NOT_FOUND: 404,
  RUN_MISSING: 404,
  SUITE_UNKNOWN: 404,
  METHOD_REFUSED: 405,
  READERS_MANY: 503,
};

export const refusal = (code: string, message: string, hint: string): PilotError =>
  new PilotError({ code, message, hint });

/** What went wrong, as code, message and hint. */
export const failure = (error: unknown): Answer => {
  if (error instanceof PilotError) {
    const { code, message, hint } = error;
    return json(inert({ error: { code, message, hint } }), statusOf[code] ?? 400);
  }
  const message = `Pilotlight itself failed: ${error instanceof Error ? error.message : String(error)}`;
  const hint = 'This is a defect of Pilotlight, not of your pilot; please report it.';
  return json(inert({ error: { code: 'DEFECT', message, hint } }), 500);
};
