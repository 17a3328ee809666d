import type { DeviceConfig } from '../transports/transport.ts';
import { edgeImpulse } from './edge-impulse.ts';
import { jsonLines } from './json-lines.ts';
import { mlperfTiny } from './mlperf-tiny.ts';
import { patterns } from './patterns.ts';
import type { Protocol, ProtocolDefinition, ProtocolKind, ProtocolOptions } from './protocol.ts';
import { tflmProfiler } from './tflm-profiler.ts';
import { zephyrShell } from './zephyr-shell.ts';

type Protocols = { readonly [Kind in ProtocolKind]: ProtocolDefinition<Kind> };

/** Every protocol by its kind in pilot.config.ts. A new one is its file, its test and a line here. */
export const protocols: Protocols = {
  'edge-impulse': edgeImpulse,
  'json-lines': { open: async () => jsonLines },
  'mlperf-tiny': mlperfTiny,
  patterns,
  'tflm-profiler': tflmProfiler,
  'zephyr-shell': zephyrShell,
};

/** The protocol a device speaks, by name. */
export const protocolNameOf = ({ protocol = 'json-lines' }: DeviceConfig): ProtocolKind =>
  typeof protocol === 'string' ? protocol : protocol.kind;

const openKind = async <Kind extends ProtocolKind>(
  kind: Kind,
  options: ProtocolOptions<Kind>,
  device: DeviceConfig,
): Promise<Protocol> => protocols[kind].open(options, device);

/** The protocol a device speaks, as it is configured. */
export const openProtocol = async (device: DeviceConfig): Promise<Protocol> => {
  const { protocol } = device;
  if (protocol === undefined || typeof protocol === 'string') {
    return openKind(protocol ?? 'json-lines', {}, device);
  }
  const { kind, ...options } = protocol;
  return openKind(kind, options, device);
};
