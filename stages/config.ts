import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { packageRoot } from '../documents/package-root.ts';
import { PilotError } from '../documents/pilot-error.ts';
import { firstComplaint } from '../documents/schema-errors.ts';
import { validatorOf } from '../documents/schemas.ts';
import type { PilotConfig } from '../schemas/types/config.ts';
import { withPrograms } from './hook-paths.ts';

/** The bench's configuration and the folder its relative paths start from. */
export interface LoadedConfig {
  readonly config: PilotConfig;
  /** Absolute path of the file; undefined where the bench has none. */
  readonly file: string | undefined;
  readonly folder: string;
  /** Absolute path of the folder that holds run folders. */
  readonly runs: string;
}

const names = ['pilot.config.ts', 'pilot.config.mts', 'pilot.config.js', 'pilot.config.mjs'];

const findUpwards = (folder: string): string | undefined => {
  const found = names.map((name) => join(folder, name)).find((file) => existsSync(file));
  if (found !== undefined) return found;
  const parent = dirname(folder);
  return parent === folder ? undefined : findUpwards(parent);
};

const importConfig = async (file: string): Promise<unknown> => {
  const { createJiti } = await import('jiti');
  const entry = ['dist/index.js', 'index.ts'].map((path) => join(packageRoot(), path));
  const alias = { pilotlight: entry.find((path) => existsSync(path)) ?? 'pilotlight' };
  try {
    const loaded: unknown = await createJiti(import.meta.url, { alias, moduleCache: false }).import(
      file,
      {
        default: true,
      },
    );
    return loaded;
  } catch (cause) {
    throw new PilotError({
      code: 'CONFIG_BROKEN',
      message: `The configuration cannot be loaded: ${(cause as Error).message}`,
      hint: 'It is a module with `export default defineConfig({...})`.',
      where: { file },
      cause,
    });
  }
};

const check = (config: unknown, file: string): PilotConfig => {
  const validate = validatorOf('config');
  if (validate(config)) return config as PilotConfig;
  const { message, hint } = firstComplaint(validate.errors ?? []);
  throw new PilotError({ code: 'CONFIG_INVALID', message, hint, where: { file } });
};

type Device = NonNullable<PilotConfig['devices']>[number];

/** Where an option of a transport is a path. */
const withPaths = (transport: Device['transport'], base: string): Device['transport'] => {
  switch (transport.kind) {
    case 'memory':
      return { ...transport, script: resolve(base, transport.script) };
    case 'process':
      return { ...transport, folder: resolve(base, transport.folder ?? '.') };
    case 'replay':
      return { ...transport, transcript: resolve(base, transport.transcript) };
    case 'unix':
      return { ...transport, path: resolve(base, transport.path) };
    default:
      return transport;
  }
};

/** Where an option of a protocol is a path. */
const withFile = (protocol: Device['protocol'], base: string): Device['protocol'] =>
  typeof protocol === 'object' && protocol.kind === 'patterns'
    ? { ...protocol, file: resolve(base, protocol.file) }
    : protocol;

/** Where a part of the report's look is a path. */
const withLook = (
  { brand, templates, fonts }: NonNullable<PilotConfig['report']>,
  base: string,
): NonNullable<PilotConfig['report']> => ({
  ...(brand && {
    brand: { ...brand, ...(brand.logo !== undefined && { logo: resolve(base, brand.logo) }) },
  }),
  ...(templates !== undefined && { templates: resolve(base, templates) }),
  ...(fonts && { fonts: fonts.map((font) => resolve(base, font)) }),
});

/** Paths start from the configuration, not from where the command stands. */
const resolved = (config: PilotConfig, base: string): PilotConfig => ({
  ...config,
  ...(config.report && { report: withLook(config.report, base) }),
  ...(config.devices && {
    devices: config.devices.map((device) => ({
      ...device,
      transport: withPaths(device.transport, base),
      ...(device.hooks && { hooks: withPrograms(device.hooks, base) }),
      ...(device.protocol && { protocol: withFile(device.protocol, base)! }),
    })),
  }),
});

/**
 * Loads `pilot.config.ts` from `path`, or from `folder` and the folders above it; a bench without
 * one has no devices. Throws CONFIG_BROKEN, CONFIG_INVALID or FILE_MISSING.
 */
export const loadConfig = async (folder: string, path?: string): Promise<LoadedConfig> => {
  const file = path === undefined ? findUpwards(resolve(folder)) : resolve(folder, path);
  if (file !== undefined && !existsSync(file)) {
    throw new PilotError({
      code: 'FILE_MISSING',
      message: `${file} does not exist`,
      hint: 'Leave --config out to use the pilot.config.ts of this folder or one above.',
      where: { file },
    });
  }
  const base = file === undefined ? resolve(folder) : dirname(file);
  const config = file === undefined ? {} : resolved(check(await importConfig(file), file), base);
  return { config, file, folder: base, runs: resolve(base, config.runs ?? '.pilot/runs') };
};
