import type { Plan } from '../../schemas/types/plan.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';
import { BLOCK_SIZE, LEAST_SESSIONS } from '../families/scope.ts';
import type { Slots } from './slots.ts';

const US_PER_HOUR = 3.6e9;
const US_PER_DAY = 8.64e10;

/** What a device or session is called, in the order of its first event. */
export interface ClusterName {
  readonly device: string;
  readonly session: string;
}

/** Where and when an event belongs, each numbered in the order of its first event. */
export interface Place {
  /** Device where the claim is about a fleet, else session. */
  readonly cluster: number;
  readonly session: number;
  /** Block of consecutive inferences within its session. */
  readonly slot: number;
  /** Days of its session since the event before it. */
  readonly elapsedDays: number;
}

/** How much came from a device. */
export interface DeviceCounts {
  readonly events: number;
  readonly inferences: number;
  readonly sessions: number;
}

/** Time in which a device sent nothing. */
export interface Silence {
  readonly device: string;
  readonly days: number;
}

/** Numbers devices, sessions and blocks and keeps the time they cover. */
export interface SessionClock {
  /** The same object is filled again for the next event. */
  readonly advance: (event: TelemetryEvent) => Place;
  readonly clusters: () => ClusterName[];
  readonly slots: () => Slots;
  readonly sessions: () => number;
  /** Device time covered by all sessions, in hours. */
  readonly hours: () => number;
  /** Sequence numbers between the first and the last of each session under which no event came. */
  readonly lost: () => number;
  /** The longest time between two events of a session, and whose; undefined without two. */
  readonly longestSilence: () => Silence | undefined;
  readonly devices: () => Map<string, DeviceCounts>;
}

interface Session extends ClusterName {
  readonly index: number;
  readonly cluster: number;
  latest: number;
  /** Latest sequence number; one that comes after a greater one breaks the order. */
  number: number;
  /** Least sequence number, and how many came. */
  least: number;
  came: number;
  ordered: boolean;
  /** Whether it is cut into blocks; a device that has sessions enough needs none. */
  readonly cut: boolean;
  slot: number;
  /** Its block now, from 0, and how many inferences that holds. */
  block: number;
  held: number;
  /** Inferences it can hold. */
  size: number;
}

/** Blocks of a session after which the next ones are twice as long. */
const BLOCKS_OF_A_SIZE = 32;

/** Inferences in a block: long recordings need no more blocks in proportion. */
const sizeOf = (block: number): number => BLOCK_SIZE * 2 ** Math.floor(block / BLOCKS_OF_A_SIZE);

interface Device {
  readonly index: number;
  events: number;
  inferences: number;
  readonly sessions: Map<string, Session>;
}

/** Clusters are devices where the claim is about a fleet, else sessions. */
export const createSessionClock = (claim: Plan['claim']): SessionClock => {
  const devices = new Map<string, Device>();
  const names: ClusterName[] = [];
  const sessions: Session[] = [];
  /** Session of each slot. */
  const slots: number[] = [];
  let covered = 0;
  let longest = { device: '', days: 0 };
  const place = { cluster: 0, session: 0, slot: 0, elapsedDays: 0 };

  const opened = (device: Device, { device: id, session: boot }: TelemetryEvent): Session => {
    const index = sessions.length;
    const cluster = claim === 'fleet' ? device.index : index;
    if (claim !== 'fleet') names.push({ device: id, session: boot });
    const session: Session = {
      device: id,
      session: boot,
      index,
      cluster,
      latest: 0,
      number: -1,
      least: Infinity,
      came: 0,
      ordered: true,
      cut: device.sessions.size < LEAST_SESSIONS,
      slot: slots.push(index) - 1,
      block: 0,
      held: 0,
      size: sizeOf(0),
    };
    sessions.push(session);
    device.sessions.set(boot, session);
    return session;
  };
  return {
    advance: (event) => {
      const { device: id, session: boot, seq, time_us: time } = event;
      let device = devices.get(id);
      if (!device) {
        device = { index: devices.size, events: 0, inferences: 0, sessions: new Map() };
        devices.set(id, device);
        if (claim === 'fleet') names.push({ device: id, session: '' });
      }
      device.events += 1;
      const session = device.sessions.get(boot) ?? opened(device, event);
      session.came += 1;
      if (seq < session.least) session.least = seq;
      if (seq < session.number) session.ordered = false;
      else session.number = seq;
      if (event.kind === 'inference') {
        device.inferences += 1;
        if (session.cut && session.held === session.size) {
          session.slot = slots.push(session.index) - 1;
          session.block += 1;
          session.held = 0;
          session.size = sizeOf(session.block);
        }
        session.held += 1;
      }
      // Events may arrive out of order; only time beyond the latest is new time, and only a number.
      const elapsed = time > session.latest && time < Infinity ? time - session.latest : 0;
      session.latest += elapsed;
      const days = elapsed / US_PER_DAY;
      if (days > longest.days && session.came > 1) longest = { device: id, days };
      covered += elapsed;
      place.cluster = session.cluster;
      place.session = session.index;
      place.slot = session.slot;
      place.elapsedDays = days;
      return place;
    },
    clusters: () => names,
    slots: () => ({
      sessions: sessions.map(({ device, session, ordered, block, held, slot }) => ({
        device,
        session,
        ordered,
        // What is left at the end of a session is no block of its own.
        tail: block > 0 && held < BLOCK_SIZE ? slot : -1,
      })),
      sessionOf: slots,
    }),
    sessions: () => sessions.length,
    hours: () => covered / US_PER_HOUR,
    lost: () =>
      sessions.reduce((sum, { number, least, came }) => sum + (number - least + 1 - came), 0),
    longestSilence: () => (longest.days > 0 ? longest : undefined),
    devices: () =>
      new Map(
        [...devices].map(([id, { events, inferences, sessions: of }]) => [
          id,
          { events, inferences, sessions: of.size },
        ]),
      ),
  };
};
