import { jsonLines } from './json-lines.ts';
import type { Protocol } from './protocol.ts';

/** Every protocol by its id in pilot.config.ts. A new one is its file, its test and a line here. */
export const protocols: { readonly 'json-lines': Protocol } = { 'json-lines': jsonLines };

export type ProtocolName = keyof typeof protocols;
