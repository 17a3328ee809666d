export { driveDevice, type DeviceOutcome, type Drive } from './drive.ts';
export type { TranscriptEntry } from './link.ts';
export { listPorts, type Port, type Ports } from './ports.ts';
export type { Currents } from './power/modelled.ts';
export type { Scenario } from './run-scenarios.ts';
export type { Journal } from './scenario/context.ts';
export { compileExpect } from './scenario/send-expect.ts';
export { originOf } from './transports/index.ts';
export type { DeviceConfig, FirmwareImage, Origin, TransportKind } from './transports/transport.ts';
