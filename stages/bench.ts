import {
  type DeviceConfig,
  type Holder,
  holdersOf,
  isOriginAssumed,
  leftOut,
  listPorts,
  originOf,
  type Port,
  type Ports,
  protocolNameOf,
  type Quarantined,
} from '../device-harness/index.ts';
import type { LoadedConfig } from './config.ts';
import { withoutHeaderValues } from './header-values.ts';

export interface Bench {
  readonly configFile: string | undefined;
  readonly devices: readonly {
    readonly device: DeviceConfig;
    readonly origin: string;
    readonly protocol: string;
  }[];
  /** Devices that are left out of runs. */
  readonly quarantined: readonly Quarantined[];
  readonly ports: Omit<Ports, 'ports'> & {
    readonly ports: readonly (Port & { readonly heldBy: readonly Holder[] })[];
    /** Whether whoever holds a port is named: not where the system does not tell, or only some. */
    readonly holdersKnown: boolean;
  };
}

const inspectPorts = async (): Promise<Bench['ports']> => {
  const { ports, ...rest } = await listPorts();
  const { byPath, complete } = await holdersOf(ports.map(({ path }) => path));
  return {
    ...rest,
    ports: ports.map((port) => ({ ...port, heldBy: byPath.get(port.path) ?? [] })),
    holdersKnown: complete,
  };
};

/** Devices whose numbers count as modelled only because nobody said what is behind their link. */
export const assumedOrigins = (devices: readonly DeviceConfig[]): string[] =>
  devices
    .filter(isOriginAssumed)
    .map(
      ({ id }) =>
        `what is behind the link of ${id} is not stated, so its numbers count as modelled; state the origin (origin: 'hardware', in an address origin=hardware) where it is a board`,
    );

/** The devices a configuration names and the serial ports this machine has, with who holds them. */
export const inspectBench = async ({ config, file, runs }: LoadedConfig): Promise<Bench> => ({
  configFile: file,
  devices: (config.devices ?? []).map((device) => ({
    device: withoutHeaderValues(device, '(not shown)'),
    origin: originOf(device),
    protocol: protocolNameOf(device),
  })),
  quarantined: await leftOut(runs),
  ports: await inspectPorts(),
});
