// Generated from the schema of the same name by `npm run types`. Do not edit.

/**
 * One labelled sample, one JSON object a line of a stimulus file.
 */
export interface Stimulus {
  /**
   * Its id; results are paired by it.
   */
  sample: string;
  /**
   * Only this device gets it; every device where absent.
   */
  device?: string;
  /**
   * The right answer, where known.
   */
  truth?: string;
  /**
   * Environment and user group, such as temperature: cold.
   */
  tags?: {
    [k: string]: string;
  };
  /**
   * Payload as the device wants it, base64.
   */
  x: string;
  /**
   * The payload is many inputs of so many bytes, and its score is their mean.
   */
  window_B?: number;
  /**
   * From one such input to the next; default window_B.
   */
  stride_B?: number;
}
