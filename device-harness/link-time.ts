import { quantityIn } from '../documents/units.ts';
import type { DeviceConfig } from './transports/transport.ts';

/** Start, eight data and stop: what a byte takes on a serial line. */
const BITS_PER_BYTE = 10;

/**
 * How much later than on the device an answer of so many bytes may be seen here: its time on the
 * line, where the configuration tells the speed, and the delay it states beyond that.
 */
export const linkTimeOf = ({ transport, linkDelay }: DeviceConfig): ((bytes: number) => number) => {
  const baud =
    transport.kind === 'serial' || transport.kind === 'rfc2217'
      ? (transport.baud ?? 115_200)
      : undefined;
  const delay_us = linkDelay === undefined ? 0 : quantityIn(linkDelay, 'us');
  return (bytes) =>
    Math.round(delay_us + (baud === undefined ? 0 : (bytes * BITS_PER_BYTE * 1e6) / baud));
};
