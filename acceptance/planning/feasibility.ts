/** Whether the devices and samples of a plan can prove a criterion at all. */
export interface Feasibility {
  readonly criterion: string;
  /** False: no outcome of this run, however good, can be a pass. */
  readonly provable: boolean;
  /** Events the plan will give the criterion; null where the plan does not tell. */
  readonly events: number | null;
  /** Fewest events, on as many devices as planned, that can prove it; null where none can. */
  readonly eventsNeeded: number | null;
  /** Fewest devices (sessions, of these devices) on which it can be proven at all. */
  readonly clustersNeeded: number | null;
  /** Share, in %, that the plan proves at best; null where the claim is not about a share. */
  readonly best: number | null;
  readonly sentence: string;
}
