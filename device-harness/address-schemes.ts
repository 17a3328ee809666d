import { resolve } from 'node:path';
import { invalid, type Split } from './address-parts.ts';
import { wordsIn } from './address-words.ts';

/** A transport as the configuration would have it. */
type Transport = Readonly<Record<string, unknown>>;

/** A scheme: the transport it means, and which keys its query may have. */
export interface Scheme {
  readonly example: string;
  readonly keys: readonly string[];
  readonly transport: (parts: Split) => Transport;
}

const whole = (parts: Split, key: string): number | undefined => {
  const text = parts.query.get(key);
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/u.test(text)) return Number(text);
  throw invalid(parts.address, `"${key}" is no whole number`, `Such as ${key}=115200.`);
};

const line = (parts: Split, key: string): boolean | undefined => {
  const text = parts.query.get(key);
  if (text === undefined) return undefined;
  if (text === 'on' || text === 'off') return text === 'on';
  throw invalid(parts.address, `"${key}" is neither on nor off`, `Such as ${key}=off.`);
};

export const without = (fields: Transport): Transport =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

const endpoint = (parts: Split): { host: string; port: number } => {
  const found = /^\/\/(?:\[([0-9a-f:.]+)\]|([^/\s:@[\]]+)):(\d{1,5})\/?$/iu.exec(parts.rest);
  const port = Number(found?.[3]);
  if (found && port >= 1 && port <= 65_535) return { host: (found[1] ?? found[2])!, port };
  throw invalid(
    parts.address,
    'it names no host and port',
    `Such as ${schemes[parts.scheme]!.example}.`,
  );
};

const settings = (parts: Split): Transport => ({
  baud: whole(parts, 'baud'),
  dtr: line(parts, 'dtr'),
  rts: line(parts, 'rts'),
});

const named = (parts: Split): string => {
  const text = parts.rest.replace(/^\/\//u, '');
  if (text !== '') return text;
  throw invalid(parts.address, 'it names nothing', `Such as ${schemes[parts.scheme]!.example}.`);
};

const usbOf = (parts: Split): Transport | undefined => {
  const serial = parts.query.get('usb');
  const id = parts.query.get('usb-id');
  const interface_ = whole(parts, 'interface');
  if (serial !== undefined) return without({ serial, id, interface: interface_ });
  if (id === undefined && interface_ === undefined) return undefined;
  throw invalid(
    parts.address,
    'a board is named by its USB serial number; VID:PID would name any board of its kind',
    'Add usb=SERIAL, as "pilot devices" shows it.',
  );
};

const serial = (parts: Split): Transport => {
  const usb = usbOf(parts);
  const path = parts.rest.replace(/^\/\//u, '');
  if (usb && path !== '') {
    throw invalid(parts.address, 'it names a port and a board', 'Give either the path or usb=.');
  }
  return { ...(usb ? { usb } : { path: named(parts) }), ...settings(parts) };
};

/** Who calls, such as `user:password@`; letters up to the last @ before the path. */
const caller = /^\/*[^/]*@/u;

const web = ({ scheme, rest, kept }: Split): Transport => {
  if (caller.test(rest)) {
    throw invalid(
      `${scheme}:${rest.replace(caller, '//...@')}`,
      'it holds a user or a password, which would be kept as evidence',
      'Name the device in pilot.config.ts and write headers: {authorization: ...} there.',
    );
  }
  return { kind: 'http', url: `${scheme}:${rest}${kept === '' ? '' : `?${kept}`}` };
};

/** Every way to a device that an address can name. */
export const schemes: Readonly<Record<string, Scheme>> = {
  tcp: {
    example: 'tcp://192.168.1.7:4000',
    keys: [],
    transport: (parts) => ({ kind: 'tcp', ...endpoint(parts) }),
  },
  rfc2217: {
    example: 'rfc2217://gateway:4000?baud=115200',
    keys: ['baud', 'dtr', 'rts'],
    transport: (parts) => ({ kind: 'rfc2217', ...endpoint(parts), ...settings(parts) }),
  },
  unix: {
    example: 'unix:///run/device.sock',
    keys: [],
    transport: (parts) => ({ kind: 'unix', path: resolve(named(parts)) }),
  },
  http: { example: 'http://192.168.1.7/infer', keys: [], transport: web },
  https: { example: 'https://gateway/infer', keys: [], transport: web },
  serial: {
    example: 'serial:///dev/ttyACM0?baud=115200',
    keys: ['baud', 'dtr', 'rts', 'usb', 'usb-id', 'interface'],
    transport: (parts) => ({ kind: 'serial', ...serial(parts) }),
  },
  process: {
    example: 'process:ssh gateway dut',
    keys: [],
    transport: (parts) => ({ kind: 'process', command: wordsIn(parts.rest, parts.address) }),
  },
  qemu: {
    example: 'qemu:mps2-an385',
    keys: ['shift'],
    transport: (parts) => ({ kind: 'qemu', machine: named(parts), shift: whole(parts, 'shift') }),
  },
  emulator: {
    example: 'emulator:rp2040',
    keys: [],
    transport: (parts) => ({ kind: 'emulator', board: named(parts) }),
  },
};
