import type { Bench } from '../../stages/bench.ts';
import { print } from './streams.ts';

/** The kind of link and what it is told, such as `serial /dev/ttyACM0`. */
const transportOf = ({ device }: Bench['devices'][number]): string => {
  const { kind, ...options } = device.transport;
  return [kind, ...Object.values(options)].join(' ');
};

/** The bench as a person reads it, or as JSON. */
export const printBench = (bench: Bench, json: boolean): void => {
  if (json) {
    print(JSON.stringify(bench));
    return;
  }
  print(`Configuration: ${bench.configFile ?? 'none (no pilot.config.ts here or above)'}`);
  print(bench.devices.length === 0 ? 'Devices: none named' : 'Devices:');
  for (const entry of bench.devices) {
    const { id, tags = [] } = entry.device;
    print(
      `  ${id.padEnd(12)} ${transportOf(entry).padEnd(24)} ${entry.protocol}, ${entry.origin}${tags.length > 0 ? `, tags ${tags.join(' ')}` : ''}`,
    );
  }
  const { ports, problem } = bench.ports;
  print(ports.length === 0 ? 'Serial ports: none found' : 'Serial ports:');
  for (const port of ports) {
    const about = [
      port.manufacturer,
      port.serialNumber && `serial ${port.serialNumber}`,
      port.vendorId && `${port.vendorId}:${port.productId ?? '?'}`,
    ];
    print(`  ${port.path.padEnd(20)} ${about.filter(Boolean).join(', ')}`);
  }
  if (problem !== undefined) print(`  ${problem}`);
};
