// Generated from the schema of the same name by `npm run types`. Do not edit.

/**
 * One line of journal.ndjson, written as it happens.
 */
export interface JournalEntry {
  seq: number;
  /**
   * Host time.
   */
  at: string;
  kind:
    | 'run-started'
    | 'device-opened'
    | 'scenario-started'
    | 'step-started'
    | 'step-finished'
    | 'event'
    | 'rejected'
    | 'noise'
    | 'fault'
    | 'device-closed'
    | 'run-finished'
    | 'note'
    | 'attempt'
    | 'gap'
    | 'reconnected'
    | 'resumed'
    | 'hook'
    | 'lock'
    | 'health'
    | 'quarantined'
    | 'finding';
  device?: string;
  scenario?: string;
  step?: string;
  attempt?: number;
  /**
   * Device time.
   */
  time_us?: number;
  outcome?: string;
  message?: string;
  data?: {
    [k: string]: unknown;
  };
}
