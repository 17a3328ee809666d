// Generated from the schema of the same name by `npm run types`. Do not edit.

/**
 * Data-sheet figures of a part: memory and currents, each current with its source.
 */
export interface Part {
  part: string;
  title: string;
  /**
   * A number and a unit, such as "60 ms".
   */
  flash: string;
  /**
   * A number and a unit, such as "60 ms".
   */
  ram: string;
  core: string;
  /**
   * Supply current by power state; active, idle and sleep are needed for energy.
   */
  states?: {
    [k: string]: {
      /**
       * A number and a unit, such as "60 ms".
       */
      current: string;
      /**
       * Document, revision and table or figure.
       */
      source: string;
      note?: string;
    };
  };
  /**
   * A number and a unit, such as "60 ms".
   */
  supply?: string;
}
