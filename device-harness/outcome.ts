import { PilotError } from '../documents/pilot-error.ts';
import type { Evidence } from '../schemas/types/evidence.ts';
import { type Cause, causeOf, fault, wordsOf } from './fault.ts';
import { originOf } from './origin-of.ts';
import { powerOf } from './power/accounted.ts';
import type { Currents } from './power/modelled.ts';
import { protocolNameOf } from './protocols/index.ts';
import type { Identity } from './protocols/protocol.ts';
import { evidenceOf } from './protocols/stated-identity.ts';
import type { Position } from './scenario/position.ts';
import type { DeviceConfig, Meter, Origin } from './transports/transport.ts';

/** What happened to one device, as evidence.json keeps it. */
export type DeviceOutcome = Evidence['devices'][number];

/** What is known of a device while it is driven; kept up to date, so that a fault leaves it telling. */
export interface Drove {
  readonly position: Position;
  identity?: Identity;
  meter?: Meter | undefined;
  origin?: Origin;
}

/** Where a device is, or was when it failed. */
export const placeIn = ({
  at: { scenario, step },
}: Position): { scenario?: string; step?: string } => ({
  ...(scenario !== undefined && { scenario }),
  ...(step !== undefined && { step }),
});

/** What went wrong, as a fault: of the device, of the bench, or of the harness itself. */
export const faultOf = (error: unknown, signal: AbortSignal): PilotError => {
  if (signal.aborted) return fault('INTERRUPTED', 'the run was interrupted');
  if (error instanceof PilotError) return error;
  return fault('HARNESS', `Pilotlight itself failed: ${wordsOf(error)}`, error);
};

/** What two meters saw of one device, one after the other. */
export const both = (before: Meter | undefined, after: Meter | undefined): Meter | undefined => {
  if (!before || !after) return before ?? after;
  return {
    active_s: before.active_s + after.active_s,
    idle_s: before.idle_s + after.idle_s,
    sleep_s: before.sleep_s + after.sleep_s,
    marked_s: before.marked_s + after.marked_s,
  };
};

/**
 * Who has to act on a fault of a device that stands here. One that never said who it is was not fit
 * to be used at all, and that is for the bench to mend.
 */
export const causeAt = ({ at }: Position, code: string): Cause => {
  const cause = causeOf(code);
  return cause === 'device' && at.scenario === undefined ? 'bench' : cause;
};

export const outcomeOf = (
  device: DeviceConfig,
  { position, identity, meter, origin }: Drove,
  currents: Currents | undefined,
  failed: PilotError | undefined,
): DeviceOutcome => {
  const attempts = position.attempts.all;
  return {
    id: device.id,
    ...(device.tags && { tags: device.tags }),
    origin: origin ?? originOf(device),
    transport: device.transport.kind,
    protocol: protocolNameOf(device),
    ...(identity && evidenceOf(identity)),
    sessions: position.sessions(),
    ...position.counts,
    outcome: failed ? 'fault' : 'complete',
    ...(failed && {
      fault: {
        code: failed.code,
        message: failed.message,
        ...placeIn(position),
        cause: causeAt(position, failed.code),
      },
    }),
    ...(attempts.length > 0 && { attempts: [...attempts] }),
    ...(position.gaps.length > 0 && { gaps: [...position.gaps] }),
    ...powerOf(meter, currents),
  };
};
