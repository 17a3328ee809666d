import type { DeviceConfig } from '../device-harness/index.ts';
import { PilotError, type Place } from '../documents/pilot-error.ts';

const headersOf = ({ transport }: DeviceConfig): Readonly<Record<string, string>> =>
  (transport.kind === 'http' && transport.headers) || {};

const withHeaders = (device: DeviceConfig, headers: Record<string, string>): DeviceConfig =>
  device.transport.kind === 'http' && device.transport.headers
    ? { ...device, transport: { ...device.transport, headers } }
    : device;

/** A device whose headers keep their names; what a header says is often a key. */
export const withoutHeaderValues = (device: DeviceConfig, instead: string): DeviceConfig =>
  withHeaders(
    device,
    Object.fromEntries(Object.keys(headersOf(device)).map((name) => [name, instead])),
  );

/**
 * A frozen device with what the headers say in the configuration of today. Throws RESUME_HEADERS
 * where that has no device of this id with all of them.
 */
export const withHeaderValues = (
  frozen: DeviceConfig,
  today: readonly DeviceConfig[],
  where: Place,
): DeviceConfig => {
  const live = today.find(({ id }) => id === frozen.id);
  const values = live ? headersOf(live) : {};
  const names = Object.keys(headersOf(frozen));
  const lost = names.find((name) => !Object.hasOwn(values, name));
  if (lost === undefined) {
    return withHeaders(frozen, Object.fromEntries(names.map((name) => [name, values[name]!])));
  }
  throw new PilotError({
    code: 'RESUME_HEADERS',
    message: `A run folder keeps no values of headers, and the configuration has none for "${lost}" of ${frozen.id}`,
    hint: `Name the configuration with this device (--config FILE), or begin a new run.`,
    where,
  });
};
