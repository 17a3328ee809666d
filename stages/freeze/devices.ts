import {
  type DeviceConfig,
  isAddress,
  parseAddress,
  protocolNameOf,
} from '../../device-harness/index.ts';
import { PilotError, type Place } from '../../documents/pilot-error.ts';
import type { PilotConfig } from '../../schemas/types/config.ts';

export interface Wanted {
  readonly tags: readonly string[];
  /** Ids of devices, or addresses. */
  readonly only?: readonly string[];
  /** What devices have to speak; one named by an address speaks it where the address does not say. */
  readonly protocol?: string | undefined;
}

/** A device that is named by its address is taken for one of those the suite asks for. */
const atAddress = (address: string, { tags, protocol }: Wanted): DeviceConfig => ({
  ...parseAddress(address, { protocol }),
  tags: [...tags],
});

/**
 * Devices of the bench that carry every tag the suite asks for, of those that are named where some
 * are, and those that are named by their address. Throws DEVICES_NONE, DEVICES_SPEAK_OTHERWISE, DEVICE_UNKNOWN,
 * DUPLICATE_ID or ADDRESS_INVALID.
 */
export const chooseDevices = (
  config: PilotConfig,
  wanted: Wanted,
  where: { readonly suite: Place; readonly config: string | undefined },
): DeviceConfig[] => {
  const configured = config.devices ?? [];
  const addresses = (wanted.only ?? []).filter(isAddress);
  const all = [...configured, ...addresses.map((address) => atAddress(address, wanted))];
  const ids = all.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) {
    throw new PilotError({
      code: 'DUPLICATE_ID',
      message: `The bench has two devices with the id "${twice}"`,
      hint: 'Give each device its own id in pilot.config.ts.',
      where: where.config === undefined ? undefined : { file: where.config },
    });
  }
  const named = (wanted.only ?? []).filter((id) => !isAddress(id));
  const missing = named.find((id) => !ids.includes(id));
  if (missing !== undefined) {
    throw new PilotError({
      code: 'DEVICE_UNKNOWN',
      message: `This bench has no device "${missing}"`,
      hint: `It has: ${configured.map(({ id }) => id).join(', ') || 'none'}; see pilot.config.ts. An address such as tcp://host:port names a device too.`,
      where: where.config === undefined ? undefined : { file: where.config },
    });
  }
  const chosen = all.filter(
    ({ id, tags = [] }, index) =>
      index >= configured.length ||
      (wanted.tags.every((tag) => tags.includes(tag)) && (!wanted.only || named.includes(id))),
  );
  const { protocol } = wanted;
  // An address is what its author says it is.
  const speaking = chosen.filter(
    (device) =>
      protocol === undefined || !configured.includes(device) || protocolNameOf(device) === protocol,
  );
  if (speaking.length > 0) return speaking;
  if (chosen.length > 0) {
    throw new PilotError({
      code: 'DEVICES_SPEAK_OTHERWISE',
      message: `The suite asks for devices that speak ${protocol}, and of this bench none does`,
      hint: `Name one by its address, such as --device serial:///dev/ttyACM0, or write \`protocol: '${protocol}'\` for it in pilot.config.ts.`,
      where: where.suite,
    });
  }
  throw new PilotError({
    code: 'DEVICES_NONE',
    message: `No device of this bench carries the tags ${wanted.tags.join(', ') || '(none asked)'}`,
    hint: 'Name the devices and their tags in pilot.config.ts, under `devices`.',
    where: where.suite,
  });
};
