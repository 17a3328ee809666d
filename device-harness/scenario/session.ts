import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';
import type { Identity } from '../protocols/protocol.ts';
import { carriedOver } from '../protocols/stated-identity.ts';
import type { Origin } from '../transports/transport.ts';

/** What the caller keeps of an event; the envelope is the session's. */
export type EventBody = Pick<TelemetryEvent, 'kind'> & Partial<TelemetryEvent>;

/** One device in one scenario: numbers its boots and the events between them. */
export interface Session {
  /** A boot at this link time begins the next session. */
  begin: (time_us: number, identity: Identity) => void;
  emit: (time_us: number, body: EventBody) => void;
  identity: () => Identity;
  /** Inferences emitted so far. */
  inferences: () => number;
  /** Whether the latest thing it did since it started or woke was an inference. */
  isWarm: () => boolean;
  /** Whether nothing has been emitted yet. */
  isFresh: () => boolean;
  /** Sessions that hold events. */
  count: () => number;
}

export interface SessionOptions {
  readonly device: string;
  readonly scenario: string;
  readonly origin: Origin;
  readonly identity: Identity;
  readonly began_us: number;
  /** The next session's number, where the device ran in this scenario before; else 0. */
  readonly first?: number;
  /** Inferences it gave there. */
  readonly given?: number;
  readonly onEvent: (event: TelemetryEvent) => void;
}

/**
 * Session ids are `<scenario>-<boots so far>`; 0 is what runs before the first boot. A scenario that
 * is gone on with after its link was closed goes on with the next number, booted or not.
 */
export const createSession = (options: SessionOptions): Session => {
  const { device, scenario, origin, onEvent } = options;
  let { identity, began_us } = options;
  let number = options.first ?? 0;
  let seq = 0;
  let used = 0;
  let inferences = options.given ?? 0;
  let warm = false;
  return {
    begin(time_us, booted) {
      identity = carriedOver(identity, booted);
      began_us = time_us;
      // A number that was gone on with and holds nothing yet is this session's.
      if (number === 0 || seq > 0) number += 1;
      seq = 0;
      warm = false;
    },
    emit(time_us, body) {
      if (seq === 0) used += 1;
      if (body.kind === 'inference') inferences += 1;
      if (body.kind === 'inference') warm = true;
      else if (body.kind === 'sleep' || body.kind === 'wake') warm = false;
      const firmware = `${identity.firmware} ${identity.version}`.trim();
      onEvent({
        v: 1,
        device,
        session: `${scenario}-${number}`,
        seq,
        time_us: Math.max(0, Math.round(time_us - began_us)),
        origin,
        scenario,
        ...(firmware !== '' && { firmware }),
        ...(identity.model !== '' && { model: identity.model }),
        ...body,
      });
      seq += 1;
    },
    identity: () => identity,
    inferences: () => inferences,
    isWarm: () => warm,
    isFresh: () => used === 0,
    count: () => used,
  };
};
