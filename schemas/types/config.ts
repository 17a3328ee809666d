// Generated from the schema of the same name by `npm run types`. Do not edit.

/**
 * pilot.config.ts: which devices this bench has and where results go.
 */
export interface PilotConfig {
  devices?: {
    id: string;
    tags?: string[];
    /**
     * How its bytes travel.
     */
    transport:
      | {
          kind: 'emulator';
          board: 'rp2040';
        }
      | {
          kind: 'serial';
          /**
           * Such as /dev/ttyACM0 or COM3.
           */
          path: string;
          baud?: number;
        }
      | {
          kind: 'memory';
          /**
           * Module that answers as a device would; for trying a suite.
           */
          script: string;
        };
    protocol?: 'json-lines';
  }[];
  /**
   * Folder of the run folders, relative to the config; default .pilot/runs.
   */
  runs?: string;
  /**
   * Reporters every run and report writes; default html, pdf, junit, json.
   */
  reporters?: string[];
  /**
   * Browser executable for the PDF.
   */
  chrome?: string;
  /**
   * How many emulated devices run at once; default: the cores.
   */
  workers?: number;
  /**
   * Deadline of a step that names none; default 10 s.
   */
  deadline?: string;
}
