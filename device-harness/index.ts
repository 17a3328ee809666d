export { driveDevice, type DeviceOutcome, type Drive } from './drive.ts';
export type { TranscriptEntry } from './link.ts';
export type { FirmwareImage } from './open-transport.ts';
export { listPorts, type Port, type Ports } from './ports.ts';
export type { Currents } from './power/modelled.ts';
export type { Stimulus } from './protocols/protocol.ts';
export type { Scenario } from './run-scenarios.ts';
export type { Journal } from './scenario/context.ts';
