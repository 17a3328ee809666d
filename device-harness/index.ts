export { isAddress, parseAddress } from './address.ts';
export { driveDevice, type DeviceOutcome, type Drive } from './drive.ts';
export type { TranscriptEntry } from './link.ts';
export { openPool, type Pool } from './pool/pool.ts';
export {
  beginQuarantine,
  type ByHand,
  endQuarantine,
  leftOut,
  type Quarantined,
  sentenceOf,
} from './pool/quarantine.ts';
export { type Holder, holdersOf } from './port-holder.ts';
export { listPorts, type Port, type Ports } from './ports.ts';
export { lockedBy, tryLock } from './pool/lock.ts';
export type { Currents } from './power/modelled.ts';
export { createPosition, type Position, takeUp } from './scenario/position.ts';
export type { Scenario } from './scenario/standing.ts';
export type { Journal } from './scenario/context.ts';
export { usualLength, usualWindows } from './scenario/measure.ts';
export { tryExpect } from './scenario/send-expect.ts';
export { isOriginAssumed, originOf } from './origin-of.ts';
export { between_us } from './protocols/mlperf-tiny-lines.ts';
export { benchmarkModel } from './protocols/mlperf-tiny-models.ts';
export { openProtocol, protocolNameOf } from './protocols/index.ts';
export type { DeviceConfig, FirmwareImage, Origin, TransportKind } from './transports/transport.ts';
