import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';

/** What is remembered of the session of an event, made anew for one that was not seen before. */
export const bySession = <S>(
  create: (event: TelemetryEvent) => S,
): ((event: TelemetryEvent) => S) => {
  const devices = new Map<string, Map<string, S>>();
  // Events of one session mostly come one after the other.
  let [device, session]: (string | undefined)[] = [];
  let latest: S | undefined;
  return (event) => {
    if (latest !== undefined && event.session === session && event.device === device) return latest;
    ({ device, session } = event);
    let sessions = devices.get(device);
    if (!sessions) devices.set(device, (sessions = new Map()));
    latest = sessions.get(session);
    if (latest === undefined) sessions.set(session, (latest = create(event)));
    return latest;
  };
};
