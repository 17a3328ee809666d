import { fault } from '../fault.ts';
import { resolvePort } from '../usb-port.ts';
import type { DeviceConfig } from '../transports/transport.ts';

/** What a hook's command may ask for: `{id}`, `{port}`, `{image}` and `{sha256}`. */
export interface HookValues {
  readonly id: string;
  readonly port?: string | undefined;
  /** Path of the image to flash. */
  readonly image?: string | undefined;
  /** Its digest, lower-case hex. */
  readonly sha256?: string | undefined;
}

const names = ['id', 'port', 'image', 'sha256'] as const;

const absent = {
  id: '',
  port: 'it has no port that could be named, or is not plugged in',
  image: 'only the flash hook has an image, of the build the suite names as candidate',
  sha256: 'only the flash hook has an image, of the build the suite names as candidate',
};

/** Fills placeholders in; other braces are the program's own. Throws HOOK_FAILED. */
export const filled = (command: readonly string[], values: HookValues): string[] =>
  command.map((argument) =>
    argument.replaceAll(/\{(id|port|image|sha256)\}/gu, (_, name: (typeof names)[number]) => {
      const value = values[name];
      if (value !== undefined) return value;
      throw fault('HOOK_FAILED', `its hook asks for {${name}}: ${absent[name]}`);
    }),
  );

/** The same values for a script that reads its environment. */
export const environmentOf = (hook: string, values: HookValues): NodeJS.ProcessEnv => ({
  PILOT_HOOK: hook,
  PILOT_DEVICE: values.id,
  ...(values.port !== undefined && { PILOT_PORT: values.port }),
  ...(values.image !== undefined && { PILOT_IMAGE: values.image }),
  ...(values.sha256 !== undefined && { PILOT_SHA256: values.sha256 }),
});

const portOf = async ({ transport }: DeviceConfig): Promise<string | undefined> => {
  switch (transport.kind) {
    case 'serial':
      return resolvePort(transport).catch(() => undefined);
    case 'tcp':
    case 'rfc2217':
      return `${transport.host}:${transport.port}`;
    case 'unix':
      return transport.path;
    case 'http':
      return transport.url;
    default:
      return undefined;
  }
};

/** What every hook of a device may ask for. */
export const valuesOf = async (device: DeviceConfig): Promise<HookValues> => ({
  id: device.id,
  port: await portOf(device),
});
