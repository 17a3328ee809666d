import { resolve } from 'node:path';
import { nearest } from '../documents/nearest.ts';
import { firstComplaint } from '../documents/schema-errors.ts';
import { validatorOf } from '../documents/schemas.ts';
import { invalid, split, type Split } from './address-parts.ts';
import { schemes, without } from './address-schemes.ts';
import type { DeviceConfig } from './transports/transport.ts';

/** What any address may say of the device beside how to reach it. */
const common = ['protocol', 'origin', 'id'] as const;

/** Whether a text is an address rather than the id of a device: no id holds a colon. */
export const isAddress = (text: string): boolean => text.includes(':');

/** The address in letters an id may have. */
const idFrom = (address: string): string =>
  address
    .replaceAll(/[^A-Za-z0-9._-]+/gu, '-')
    .replace(/^[^A-Za-z0-9]+/u, '')
    .slice(0, 80)
    .replace(/-+$/u, '');

/** `patterns:FILE` names the patterns too; a relative path begins at the working folder. */
const protocolOf = (text: string | undefined): unknown =>
  text?.startsWith('patterns:') ? { kind: 'patterns', file: resolve(text.slice(9)) } : text;

const schemeOf = (address: string): string => {
  const written = address.slice(0, address.indexOf(':'));
  if (Object.hasOwn(schemes, written)) return written;
  const meant = nearest(written, Object.keys(schemes));
  throw invalid(
    address,
    `"${written}" is no way to a device`,
    `${meant === undefined ? '' : `Did you mean ${meant}? `}There are: ${Object.values(schemes)
      .map(({ example }) => example)
      .join(', ')}.`,
  );
};

/** The part of an address without its query, such as `tcp://gateway:4000`. */
const bare = ({ scheme, rest }: Split): string => `${scheme}:${rest}`;

/**
 * A device that is named by how it is reached, such as `tcp://gateway:4000?protocol=mlperf-tiny`;
 * `usual` is what it speaks where the address does not say. Throws ADDRESS_INVALID.
 */
export const parseAddress = (
  address: string,
  usual: { readonly protocol?: string | undefined } = {},
): DeviceConfig => {
  const scheme = schemeOf(address);
  const { keys, transport } = schemes[scheme]!;
  const parts = split(address, scheme, [...keys, ...common]);
  const { query } = parts;
  const device = without({
    id: query.get('id') ?? idFrom(query.has('usb') ? `usb-${query.get('usb')}` : bare(parts)),
    transport: without(transport(parts)),
    protocol: protocolOf(query.get('protocol') ?? usual.protocol),
    origin: query.get('origin'),
  });
  const validate = validatorOf('config');
  if (validate({ devices: [device] })) return device as unknown as DeviceConfig;
  const { message, hint } = firstComplaint(validate.errors ?? []);
  throw invalid(address, message, hint);
};
