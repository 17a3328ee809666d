/// <reference lib="dom" />
import { useEffect, useState } from 'htm/preact/standalone';

/** What the server says went wrong. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

export interface Fetched<T> {
  readonly data?: T;
  readonly problem?: Problem;
}

const gone: Problem = {
  code: 'CONNECTION_LOST',
  message: 'The server does not answer',
  hint: 'Is pilot ui still running?',
};

const get = async <T>(address: string, signal: AbortSignal): Promise<Fetched<T>> => {
  const response = await fetch(address, { signal });
  const body = (await response.json()) as T & { readonly error?: Problem };
  return response.ok ? { data: body } : { problem: body.error ?? gone };
};

/**
 * What lies at an address of this server, fetched again whenever `version` changes. What was there
 * is shown until the new is.
 */
export const useFetched = <T>(address: string | undefined, version: number = 0): Fetched<T> => {
  const [held, setHeld] = useState<{ readonly address?: string; readonly fetched: Fetched<T> }>({
    fetched: {},
  });
  useEffect(() => {
    if (address === undefined) return undefined;
    const controller = new AbortController();
    get<T>(address, controller.signal).then(
      (fetched) => setHeld({ address, fetched }),
      () => {
        if (controller.signal.aborted) return;
        setHeld((now) => (now.address === address ? now : { address, fetched: { problem: gone } }));
      },
    );
    return () => controller.abort();
  }, [address, version]);
  return held.address === address ? held.fetched : {};
};
