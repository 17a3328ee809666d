// Generated from the schema of the same name by `npm run types`. Do not edit.

/**
 * pool.json beside the run folders: what a bench remembers of its devices from run to run.
 */
export interface PoolState {
  v: 1;
  /**
   * By the id of the device.
   */
  devices: {
    [k: string]: {
      /**
       * Bench faults in a row; a good run ends the row.
       */
      bench_faults?: number;
      last_fault?: {
        at: string;
        run: string;
        code: string;
        message: string;
      };
      /**
       * Left out of runs until it expires.
       */
      quarantine?: {
        since: string;
        until: string;
        why: string;
        /**
         * Who looks after it.
         */
        owner?: string;
      };
      /**
       * The image this bench put on it last.
       */
      flashed?: {
        /**
         * SHA-256, lower-case hex.
         */
        sha256: string;
        at: string;
      };
    };
  };
}
