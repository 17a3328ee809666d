import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';
import type { Identity } from '../protocols/protocol.ts';
import type { Origin } from '../transports/transport.ts';

/** What the caller keeps of an event; the envelope is the session's. */
export type EventBody = Pick<TelemetryEvent, 'kind'> & Partial<TelemetryEvent>;

/** One device in one scenario: numbers its boots and the events between them. */
export interface Session {
  /** A boot at this link time begins the next session. */
  begin: (time_us: number, identity: Identity) => void;
  emit: (time_us: number, body: EventBody) => void;
  identity: () => Identity;
  /** Sessions that hold events. */
  count: () => number;
}

export interface SessionOptions {
  readonly device: string;
  readonly scenario: string;
  readonly origin: Origin;
  readonly identity: Identity;
  readonly began_us: number;
  readonly onEvent: (event: TelemetryEvent) => void;
}

/** Session ids are `<scenario>-<boots so far>`; 0 is what runs before the first boot. */
export const createSession = (options: SessionOptions): Session => {
  const { device, scenario, origin, onEvent } = options;
  let { identity, began_us } = options;
  let boots = 0;
  let seq = 0;
  let used = 0;
  return {
    begin(time_us, booted) {
      identity = booted;
      began_us = time_us;
      boots += 1;
      seq = 0;
    },
    emit(time_us, body) {
      if (seq === 0) used += 1;
      onEvent({
        v: 1,
        device,
        session: `${scenario}-${boots}`,
        seq,
        time_us: Math.max(0, Math.round(time_us - began_us)),
        origin,
        scenario,
        firmware: `${identity.firmware} ${identity.version}`,
        model: identity.model,
        ...body,
      });
      seq += 1;
    },
    identity: () => identity,
    count: () => used,
  };
};
