import { PilotError } from '../documents/pilot-error.ts';
import { listPorts, type Port } from './ports.ts';
import type { TransportOptions } from './transports/transport.ts';

/** How the configuration names a serial port. */
export type NamedPort = Pick<TransportOptions<'serial'>, 'path' | 'usb'>;
type Usb = NonNullable<NamedPort['usb']>;

const refusal = (code: string, message: string, hint: string): PilotError =>
  new PilotError({ code, message, hint, exitCode: 4 });

/** Linux tools write blanks of a serial number as underscores, Windows its letters as capitals. */
const normal = (serial: string): string => serial.trim().replaceAll(/\s+/gu, '_').toLowerCase();

const idOf = ({ vendorId = '????', productId = '????' }: Port): string =>
  `${vendorId}:${productId}`.toLowerCase();

const inOrder = (a: Port, b: Port): number =>
  (a.interface ?? 0) - (b.interface ?? 0) || a.path.localeCompare(b.path, 'en', { numeric: true });

const seen = (ports: readonly Port[]): string => {
  const boards = ports.flatMap(({ serialNumber, path }) =>
    serialNumber === undefined ? [] : [`${serialNumber} (${path})`],
  );
  return boards.length > 0
    ? `Plugged in are: ${boards.join(', ')}.`
    : 'No board that is plugged in tells a serial number.';
};

/**
 * The port of the board with this USB serial number. Throws PORT_MISSING with what is plugged in,
 * PORT_AMBIGUOUS where the board has several ports and none is chosen.
 */
export const portOfBoard = (
  { serial, id, interface: number }: Usb,
  ports: readonly Port[],
): string => {
  const name = `the USB serial number ${serial}`;
  const same = ports.filter((port) => normal(port.serialNumber ?? '') === normal(serial));
  if (same.length === 0) {
    throw refusal(
      'PORT_MISSING',
      `No board with ${name} is plugged in`,
      `Plug it in, or name another one. ${seen(ports)}`,
    );
  }
  const board = same
    .filter((port) => id === undefined || idOf(port) === id.toLowerCase())
    .toSorted(inOrder);
  const paths = board.map(({ path }) => path).join(', ');
  if (board.length === 0) {
    const is = [...new Set(same.map(idOf))].join(' and ');
    throw refusal(
      'PORT_MISSING',
      `The board with ${name} is ${is}, not ${id}`,
      'Correct "usb: id", or plug in the board that is meant.',
    );
  }
  if (number === undefined && board.length > 1) {
    throw refusal(
      'PORT_AMBIGUOUS',
      `The board with ${name} has ${board.length} ports: ${paths}`,
      'Choose one with "interface", counted from 0 in this order; "id" tells two boards apart.',
    );
  }
  const chosen = board[number ?? 0];
  if (chosen) return chosen.path;
  throw refusal(
    'PORT_MISSING',
    `The board with ${name} has no port ${number}`,
    `"interface" counts from 0; there is ${paths}.`,
  );
};

/**
 * The path of a port that is named by path or by board. Rejects with PORT_UNNAMED where it is named
 * by neither, else as `portOfBoard`.
 */
export const resolvePort = async ({ path, usb }: NamedPort): Promise<string> => {
  if (path !== undefined) return path;
  if (!usb) {
    throw refusal(
      'PORT_UNNAMED',
      'A serial device has no port',
      'State its "path", or "usb" with the serial number of the board.',
    );
  }
  const { ports, problem } = await listPorts();
  try {
    return portOfBoard(usb, ports);
  } catch (error) {
    if (problem === undefined || !(error instanceof PilotError)) throw error;
    throw refusal(error.code, error.message, `${error.hint} ${problem}`);
  }
};
