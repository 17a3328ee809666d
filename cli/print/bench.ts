import type { Bench } from '../../stages/bench.ts';
import { print } from './streams.ts';

type Transport = Bench['devices'][number]['device']['transport'];
type Port = Bench['ports']['ports'][number];

const queryOf = (options: Readonly<Record<string, unknown>>): string => {
  const said = Object.entries(options).filter(([, value]) => value !== undefined);
  return said.length === 0
    ? ''
    : `?${said.map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`).join('&')}`;
};

const lineOf = (on: boolean | undefined): string | undefined =>
  on === undefined ? undefined : on ? 'on' : 'off';

const quoted = (word: string): string =>
  /^[^\s"'\\]+$/u.test(word) ? word : `"${word.replaceAll(/["\\]/gu, '\\$&')}"`;

/** How a device is reached, as `--device` takes it wherever it can. */
const addressOf = (transport: Transport): string => {
  switch (transport.kind) {
    case 'serial': {
      const { path = '', usb, baud, dtr, rts } = transport;
      const board = { usb: usb?.serial, 'usb-id': usb?.id, interface: usb?.interface };
      return `serial:${path}${queryOf({ ...board, baud, dtr: lineOf(dtr), rts: lineOf(rts) })}`;
    }
    case 'rfc2217': {
      const { host, port, baud, dtr, rts } = transport;
      return `rfc2217://${host}:${port}${queryOf({ baud, dtr: lineOf(dtr), rts: lineOf(rts) })}`;
    }
    case 'tcp':
      return `tcp://${transport.host}:${transport.port}`;
    case 'unix':
      return `unix://${transport.path}`;
    case 'http':
      return transport.url;
    case 'process':
      return `process:${transport.command.map(quoted).join(' ')}`;
    case 'qemu':
      return `qemu:${transport.machine}${queryOf({ shift: transport.shift })}`;
    case 'emulator':
      return `emulator:${transport.board}`;
    case 'memory':
      return `memory ${transport.script}`;
    default:
      return `replay ${transport.transcript}`;
  }
};

const aboutPort = ({ manufacturer, serialNumber, vendorId, productId, heldBy }: Port): string =>
  [
    manufacturer,
    serialNumber !== undefined && `USB serial ${serialNumber}`,
    vendorId !== undefined && `${vendorId}:${productId ?? '?'}`,
    ...heldBy.map(({ pid, command }) => `held by process ${pid} (${command})`),
  ]
    .filter(Boolean)
    .join(', ');

const printPorts = ({ ports, problem, holdersKnown }: Bench['ports']): void => {
  print(ports.length === 0 ? 'Serial ports: none found' : 'Serial ports:');
  for (const port of ports) print(`  ${port.path.padEnd(20)} ${aboutPort(port)}`.trimEnd());
  if (ports.length > 0 && !holdersKnown) {
    print('  Cannot tell of every program which ports it holds.');
  }
  if (problem !== undefined) print(`  ${problem}`);
};

/** The bench as a person reads it, or as JSON. */
export const printBench = (bench: Bench, json: boolean): void => {
  if (json) {
    print(JSON.stringify(bench));
    return;
  }
  print(`Configuration: ${bench.configFile ?? 'none (no pilot.config.ts here or above)'}`);
  print(bench.devices.length === 0 ? 'Devices: none named' : 'Devices:');
  for (const { device, protocol, origin } of bench.devices) {
    const { id, tags = [], transport } = device;
    const about = [protocol, origin, ...(tags.length > 0 ? [`tags ${tags.join(' ')}`] : [])];
    print(`  ${id.padEnd(12)} ${addressOf(transport).padEnd(24)} ${about.join(', ')}`);
  }
  if (bench.quarantined.length > 0) print('In quarantine, and left out of runs:');
  for (const { id, since, until, why, owner = 'nobody' } of bench.quarantined) {
    print(`  ${id.padEnd(12)} ${since} to ${until}, looked after by ${owner}: ${why}`);
  }
  printPorts(bench.ports);
};
