import type { DeviceConfig } from '../../device-harness/index.ts';
import { PilotError, type Place } from '../../documents/pilot-error.ts';
import type { PilotConfig } from '../../schemas/types/config.ts';

/** Devices of the bench that carry every tag the suite asks for. Throws DEVICES_TOO_FEW, DUPLICATE_ID. */
export const chooseDevices = (
  config: PilotConfig,
  wanted: { readonly tags: readonly string[]; readonly only?: readonly string[] },
  where: { readonly suite: Place; readonly config: string | undefined },
): DeviceConfig[] => {
  const all = config.devices ?? [];
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
  const missing = (wanted.only ?? []).find((id) => !ids.includes(id));
  if (missing !== undefined) {
    throw new PilotError({
      code: 'DEVICE_UNKNOWN',
      message: `This bench has no device "${missing}"`,
      hint: `It has: ${ids.join(', ') || 'none'}; see pilot.config.ts.`,
      where: where.config === undefined ? undefined : { file: where.config },
    });
  }
  const chosen = all.filter(
    ({ id, tags = [] }) =>
      wanted.tags.every((tag) => tags.includes(tag)) && (wanted.only?.includes(id) ?? true),
  );
  if (chosen.length > 0) return chosen;
  throw new PilotError({
    code: 'DEVICES_NONE',
    message: `No device of this bench carries the tags ${wanted.tags.join(', ') || '(none asked)'}`,
    hint: 'Name the devices and their tags in pilot.config.ts, under `devices`.',
    where: where.suite,
  });
};
