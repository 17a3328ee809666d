// Generated from the schema of the same name by `npm run types`. Do not edit.

/**
 * What a suite asks of a pilot, criterion by criterion, and what the planned one can do for it.
 */
export interface Requirements {
  v: 1;
  suite: string;
  /**
   * Run that the expected values were taken from.
   */
  from: string | null;
  /**
   * Of one look, one-sided.
   */
  confidence: number;
  criteria: Requirement[];
  /**
   * Chance that a device as good as assumed passes every required criterion, as if one passing told nothing of the others; 0 where one is not provable, null where no chance is told.
   */
  all: number | null;
  warnings: string[];
}
/**
 * What a criterion asks of a pilot, and what the planned pilot can do for it.
 */
export interface Requirement {
  criterion: string;
  title: string;
  /**
   * As written in the suite.
   */
  expect: string;
  required: boolean;
  /**
   * inspection: looked up, without inference; unplanned: no figures can be given beforehand.
   */
  kind: 'sized' | 'inspection' | 'unplanned';
  /**
   * Value that is planned with, in a few words.
   */
  assumed: string | null;
  /**
   * Who says what is assumed.
   */
  from: 'suite' | 'run' | 'default' | null;
  /**
   * Pilot that passes with a chance of 80 %; null where none does.
   */
  at80: Need | null;
  /**
   * Pilot that passes with a chance of 95 %; null where none does.
   */
  at95: Need | null;
  /**
   * Chance that the planned pilot passes, if what is assumed is true; null where it is not told.
   */
  power: number | null;
  /**
   * What the planned pilot proves if everything goes well, in a few words.
   */
  best: string | null;
  caution: string | null;
  sentence: string;
  feasibility: Feasibility;
}
/**
 * A pilot that passes with a wanted chance; null where the number is not known or not needed.
 */
export interface Need {
  events: number | null;
  /**
   * Devices of a fleet, or sessions of these devices.
   */
  clusters: number | null;
  /**
   * Device time in all.
   */
  hours: number | null;
}
/**
 * Whether the devices and samples of a plan can prove a criterion at all.
 */
export interface Feasibility {
  criterion: string;
  /**
   * False: no outcome of this run, however good, can be a pass.
   */
  provable: boolean;
  /**
   * Events the plan will give the criterion; null where the plan does not tell.
   */
  events: number | null;
  /**
   * Fewest events, on as many devices as planned, that can prove it; null where none can.
   */
  eventsNeeded: number | null;
  /**
   * Fewest devices (sessions, of these devices) on which it can be proven at all.
   */
  clustersNeeded: number | null;
  /**
   * Share, in %, that the plan proves at best; null where the claim is not about a share.
   */
  best: number | null;
  sentence: string;
}
