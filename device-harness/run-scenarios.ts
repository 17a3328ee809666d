import type { Stimulus } from '../schemas/types/stimulus.ts';
import type { Step } from '../schemas/types/suite.ts';
import type { TelemetryEvent } from '../schemas/types/telemetry.ts';
import { identify } from './identify.ts';
import type { Link } from './link.ts';
import type { Currents } from './power/modelled.ts';
import type { Identity, Protocol } from './protocols/protocol.ts';
import type { Journal } from './scenario/context.ts';
import { runSteps } from './scenario/run-steps.ts';
import { createSession } from './scenario/session.ts';
import type { Origin } from './transports/transport.ts';

export interface Scenario {
  readonly id: string;
  readonly steps: readonly Step[];
}

/** Where a device stands; kept up to date, so that a fault leaves it telling. */
export interface Progress {
  identity?: Identity;
  scenario?: string;
  step?: string;
  sessions: number;
}

export interface ScenarioRun {
  readonly device: string;
  readonly origin: Origin;
  readonly protocol: Protocol;
  readonly link: Link;
  readonly scenarios: readonly Scenario[];
  readonly stimuli: Readonly<Record<string, readonly Stimulus[]>>;
  readonly deadline_us: number;
  readonly currents?: Currents | undefined;
  readonly onEvent: (event: TelemetryEvent) => void;
  readonly journal: Journal;
}

/** Identifies the device and runs its scenarios in order. The first fault ends them all. */
export const runScenarios = async (run: ScenarioRun, progress: Progress): Promise<void> => {
  const { device, origin, protocol, link, deadline_us, currents, onEvent } = run;
  const journal: Journal = (entry) => {
    if (entry.kind === 'step-started' && entry.step !== undefined) progress.step = entry.step;
    run.journal(entry);
  };
  progress.identity = await identify(protocol, link, journal, deadline_us);
  for (const { id: scenario, steps } of run.scenarios) {
    progress.scenario = scenario;
    delete progress.step;
    const began_us = link.now_us();
    journal({ kind: 'scenario-started', scenario, time_us: began_us });
    const { identity } = progress;
    const session = createSession({ device, scenario, origin, identity, began_us, onEvent });
    const remaining = [...(run.stimuli[scenario] ?? [])];
    try {
      await runSteps(
        { scenario, link, protocol, session, journal, remaining, deadline_us, currents },
        steps,
      );
    } finally {
      progress.identity = session.identity();
      progress.sessions += session.count();
    }
  }
};
