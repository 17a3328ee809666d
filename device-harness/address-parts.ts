import { nearest } from '../documents/nearest.ts';
import { PilotError } from '../documents/pilot-error.ts';

/** An address, taken apart at its query. */
export interface Split {
  readonly address: string;
  readonly scheme: string;
  /** What stands between scheme and query. */
  readonly rest: string;
  readonly query: ReadonlyMap<string, string>;
  /** Where a query of its own belongs to the address (HTTP): what of it is not ours. */
  readonly kept: string;
}

export const invalid = (address: string, why: string, hint: string): PilotError =>
  new PilotError({ code: 'ADDRESS_INVALID', message: `The address "${address}": ${why}`, hint });

const decoded = (address: string, text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalid(address, `"${text}" has a % without two digits`, 'Write a % itself as %25.');
  }
};

const readQuery = (
  address: string,
  text: string,
  keys: readonly string[],
  ownQuery: boolean,
): Pick<Split, 'query' | 'kept'> => {
  const query = new Map<string, string>();
  const kept: string[] = [];
  for (const part of text.split('&')) {
    const [key = '', value] = part.split(/=(.*)/su);
    if (!keys.includes(key)) {
      if (ownQuery) {
        kept.push(part);
        continue;
      }
      const meant = nearest(key, keys);
      throw invalid(
        address,
        `it knows no "${key}"`,
        `${meant === undefined ? '' : `Did you mean ${meant}? `}It knows: ${keys.join(', ')}.`,
      );
    }
    if (query.has(key)) throw invalid(address, `it has "${key}" twice`, 'Give it once.');
    if (value === undefined || value === '') {
      throw invalid(address, `"${key}" has no value`, `Write ${key}=..., or leave it out.`);
    }
    query.set(key, decoded(address, value));
  }
  return { query, kept: kept.join('&') };
};

/** Text after the last `?` is a query of ours only where each part of it has a key of ours. */
const isOurs = (text: string, keys: readonly string[]): boolean =>
  text.split('&').every((part) => keys.includes(part.split('=')[0]!));

/**
 * Takes an address apart. The query of `http:` may hold keys of its own; the command of `process:`
 * and its question marks are left as they are unless they read as keys of ours. Throws
 * ADDRESS_INVALID.
 */
export const split = (address: string, scheme: string, keys: readonly string[]): Split => {
  const behind = address.slice(scheme.length + 1);
  const command = scheme === 'process';
  const at = command ? behind.lastIndexOf('?') : behind.indexOf('?');
  const text = behind.slice(at + 1);
  if (at < 0 || (command && !isOurs(text, keys))) {
    return { address, scheme, rest: behind, query: new Map(), kept: '' };
  }
  const ownQuery = scheme === 'http' || scheme === 'https';
  return {
    address,
    scheme,
    rest: behind.slice(0, at),
    ...readQuery(address, text, keys, ownQuery),
  };
};
