import type { Plan } from '../../schemas/types/plan.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';
import type { ClusterName } from './accumulator.ts';

const US_PER_HOUR = 3.6e9;
const US_PER_DAY = 8.64e10;

/** Numbers devices and sessions in the order of their first event and keeps the time they cover. */
export interface SessionClock {
  readonly advance: (event: TelemetryEvent) => {
    readonly cluster: number;
    readonly session: number;
    readonly elapsedDays: number;
  };
  readonly clusters: () => ClusterName[];
  readonly sessions: () => number;
  /** Device time covered by all sessions, in hours. */
  readonly hours: () => number;
  readonly devices: () => Map<string, { events: number; sessions: number }>;
}

interface Session {
  readonly index: number;
  readonly cluster: number;
  latest: number;
}

interface Device {
  readonly index: number;
  events: number;
  readonly sessions: Map<string, Session>;
}

/** Clusters are devices where the claim is about a fleet, else sessions. */
export const createSessionClock = (claim: Plan['claim']): SessionClock => {
  const devices = new Map<string, Device>();
  const names: ClusterName[] = [];
  let sessions = 0;
  let covered = 0;
  return {
    advance: ({ device: id, session: boot, time_us: time }) => {
      let device = devices.get(id);
      if (!device) {
        device = { index: devices.size, events: 0, sessions: new Map() };
        devices.set(id, device);
        if (claim === 'fleet') names.push({ device: id, session: '' });
      }
      device.events += 1;
      let session = device.sessions.get(boot);
      if (!session) {
        const cluster = claim === 'fleet' ? device.index : sessions;
        session = { index: sessions, cluster, latest: 0 };
        device.sessions.set(boot, session);
        if (claim !== 'fleet') names.push({ device: id, session: boot });
        sessions += 1;
      }
      // Events may arrive out of order; only time beyond the latest is new time.
      const elapsed = Math.max(0, time - session.latest);
      session.latest += elapsed;
      covered += elapsed;
      return {
        cluster: session.cluster,
        session: session.index,
        elapsedDays: elapsed / US_PER_DAY,
      };
    },
    clusters: () => names,
    sessions: () => sessions,
    hours: () => covered / US_PER_HOUR,
    devices: () =>
      new Map(
        [...devices].map(([id, { events, sessions: of }]) => [id, { events, sessions: of.size }]),
      ),
  };
};
