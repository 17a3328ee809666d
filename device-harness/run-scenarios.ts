import type { TelemetryEvent } from '../schemas/types/telemetry.ts';
import { type Boot, identify } from './identify.ts';
import type { Link } from './link.ts';
import type { Currents } from './power/modelled.ts';
import type { Identity, Protocol } from './protocols/protocol.ts';
import { noteDone, unitsAround } from './scenario/attempts.ts';
import { type Journal, recordBoot } from './scenario/context.ts';
import type { Position } from './scenario/position.ts';
import { createSession } from './scenario/session.ts';
import { isFinished, type Standing } from './scenario/standing.ts';
import { runSteps, type WalkEnd } from './scenario/walk.ts';
import type { Origin } from './transports/transport.ts';

export interface ScenarioRun {
  readonly device: string;
  readonly origin: Origin;
  readonly protocol: Protocol;
  readonly link: Link;
  readonly position: Position;
  readonly deadline_us: number;
  readonly currents?: Currents | undefined;
  /** How much later an answer of so many bytes may be seen here; only where time is the host's. */
  readonly link_us?: ((bytes: number) => number) | undefined;
  /** Resets the device from outside; only where the bench has a hook for it. */
  readonly hardReset?: (() => Promise<void>) | undefined;
  readonly onIdentity: (identity: Identity) => void;
  readonly onEvent: (event: TelemetryEvent) => void;
  readonly journal: Journal;
}

const runScenario = async (
  run: ScenarioRun,
  standing: Standing,
  identity: Identity,
  boot: Boot | undefined,
): Promise<WalkEnd> => {
  const { device, origin, protocol, link, journal, deadline_us, currents, onEvent } = run;
  const { id: scenario, steps } = standing.scenario;
  const began_us = link.now_us();
  journal({ kind: 'scenario-started', scenario, time_us: began_us });
  const session = createSession({
    device,
    scenario,
    origin,
    identity,
    began_us,
    first: standing.session + 1,
    given: standing.inferences,
    onEvent,
  });
  const { hardReset } = run;
  const own = { scenario, link, protocol, session, journal, deadline_us, currents, hardReset };
  const context = { ...own, link_us: run.link_us };
  const { attempts } = run.position;
  // In the middle of a scenario a start is one of the device's own, whatever took the link away.
  const isUnderWay = standing.done > 0 || standing.inferences > 0;
  if (boot && isUnderWay) recordBoot(context, boot.message, boot.time_us);
  try {
    return await runSteps({ context, standing, attempts, leaf: 0, stimulus: 0 }, steps);
  } finally {
    run.onIdentity(session.identity());
  }
};

/**
 * Identifies the device and runs what is left of its scenarios, in order. The first fault ends them
 * all; a step that takes the power away ends the link, and what follows it is for the next one.
 */
export const runScenarios = async (run: ScenarioRun): Promise<WalkEnd> => {
  const { protocol, link, journal, deadline_us, position } = run;
  let boot: Boot | undefined;
  let identity = await identify(protocol, link, journal, deadline_us, (last) => (boot = last));
  run.onIdentity(identity);
  const booted = { ...run, onIdentity: (now: Identity) => run.onIdentity((identity = now)) };
  for (const standing of position.scenarios) {
    if (!isFinished(standing)) {
      const end = await runScenario(booted, standing, identity, boot);
      boot = undefined;
      if (end !== 'done') return end;
    }
    noteDone(position.attempts, unitsAround(standing, 0)[0]!, journal);
  }
  return 'done';
};
