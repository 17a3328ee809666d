import { type DeviceConfig, listPorts, originOf, protocolNameOf } from '../device-harness/index.ts';
import type { LoadedConfig } from './config.ts';

export interface Bench {
  readonly configFile: string | undefined;
  readonly devices: readonly {
    readonly device: DeviceConfig;
    readonly origin: string;
    readonly protocol: string;
  }[];
  readonly ports: Awaited<ReturnType<typeof listPorts>>;
}

/** The devices a configuration names and the serial ports this machine has. */
export const inspectBench = async ({ config, file }: LoadedConfig): Promise<Bench> => ({
  configFile: file,
  devices: (config.devices ?? []).map((device) => ({
    device,
    origin: originOf(device),
    protocol: protocolNameOf(device),
  })),
  ports: await listPorts(),
});
