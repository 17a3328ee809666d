// Generated from the schema of the same name by `npm run types`. Do not edit.

/**
 * Classes it can answer, in the order of its scores.
 *
 * @minItems 1
 */
export type Labels = string[];

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
          path?: string;
          /**
           * The port of one board, wherever it is plugged in.
           */
          usb?: {
            /**
             * USB serial number, as `pilot devices` shows it.
             */
            serial: string;
            /**
             * VID:PID, checked in addition; alone it would name any board of its kind.
             */
            id?: string;
            /**
             * Which port, where one board has several; the lowest is 0.
             */
            interface?: number;
          };
          /**
           * Bits a second; default 115200.
           */
          baud?: number;
          /**
           * State of DTR after opening; left alone where absent.
           */
          dtr?: boolean;
          /**
           * State of RTS after opening; left alone where absent.
           */
          rts?: boolean;
        }
      | {
          kind: 'memory';
          /**
           * Module that answers as a device would; for trying a suite.
           */
          script: string;
        }
      | {
          kind: 'tcp';
          host: string;
          port: number;
        }
      | {
          kind: 'rfc2217';
          host: string;
          port: number;
          /**
           * Bits a second; default 115200.
           */
          baud?: number;
          dtr?: boolean;
          rts?: boolean;
        }
      | {
          kind: 'unix';
          /**
           * Unix socket, relative to the configuration.
           */
          path: string;
        }
      | {
          kind: 'http';
          /**
           * Commands are posted here; the answer is what the device says.
           */
          url: string;
          headers?: {
            [k: string]: string;
          };
        }
      | {
          kind: 'process';
          /**
           * A program and its arguments; no shell reads them.
           *
           * @minItems 1
           */
          command: string[];
          /**
           * Working folder, relative to the configuration.
           */
          folder?: string;
        }
      | {
          kind: 'qemu';
          machine: 'mps2-an385' | 'mps2-an386' | 'mps3-an547';
          /**
           * An instruction takes 2^shift ns; default 5.
           */
          shift?: number;
          /**
           * What the machine's time does while its core sleeps: go to its next timer at once (skip, the default), or pass as the host's does (wait), for firmware whose timer never stops.
           */
          idle?: 'skip' | 'wait';
        }
      | {
          kind: 'replay';
          /**
           * Transcript of an earlier run, relative to the configuration.
           */
          transcript: string;
        };
    /**
     * What it speaks; default json-lines.
     */
    protocol?:
      | ('json-lines' | 'mlperf-tiny' | 'edge-impulse' | 'tflm-profiler' | 'zephyr-shell')
      | {
          kind: 'patterns';
          /**
           * Patterns file, relative to the configuration.
           */
          file: string;
        }
      | {
          kind: 'mlperf-tiny';
          /**
           * What its firmware is built to measure; default performance.
           */
          mode?: 'performance' | 'energy';
          /**
           * Whether commands go through the interface board of the benchmark; default direct.
           */
          through?: 'direct' | 'interface-board';
          /**
           * Bytes of an input in one command; default 31, through an interface board 26.
           */
          piece?: number;
        }
      | {
          kind: 'edge-impulse';
          /**
           * at (default): takes AT commands; prints: only tells its results.
           */
          mode?: 'at' | 'prints';
          /**
           * What a listen step starts; default RUNIMPULSE.
           */
          run?: 'RUNIMPULSE' | 'RUNIMPULSECONT';
          /**
           * What counts as latency: DSP, classification and anomaly (default), or classification alone.
           */
          latency?: 'classification' | 'all';
          /**
           * Commands in pieces of 5 bytes, 20 ms apart, for small receive buffers; auto (default): where an echo shows that bytes were lost.
           */
          pieces?: 'auto' | 'always' | 'never';
          identity?: Identity;
          labels?: Labels;
        }
      | {
          kind: 'tflm-profiler';
          /**
           * CRC32 the output must have, as the benchmark prints it.
           */
          golden?: string;
          identity?: Identity;
          /**
           * Clock of the profiler ticks, such as "64 MHz".
           */
          clock?: string;
        }
      | {
          kind: 'zephyr-shell';
          /**
           * Default "uart:~$ ".
           */
          prompt?: string;
          identity?: Identity;
          labels?: Labels;
        };
    /**
     * Where its numbers come from, where the transport cannot know.
     */
    origin?: 'hardware' | 'emulated' | 'modelled';
    /**
     * How much later than on the device something is seen here, beyond what the baud rate explains.
     */
    linkDelay?: string;
    /**
     * "fail" (default), or "resume within 5 s": the port is opened again, the gap journaled.
     */
    onDisconnect?: string;
    /**
     * What a line that cannot be read means; default journal.
     */
    onUnreadable?: 'journal' | 'fail';
    /**
     * Name of the board behind it, where two devices of this file are one board.
     */
    physical?: string;
    /**
     * Shared instruments it needs while it is driven, such as a power meter.
     */
    instruments?: string[];
    /**
     * Commands that act on the board; their output is journaled.
     */
    hooks?: {
      flash?: {
        /**
         * A program and its arguments; no shell reads them.
         *
         * @minItems 1
         */
        command: string[];
        /**
         * Deadline; default 60 s.
         */
        within?: string;
        /**
         * Default changed: not where this bench put that very image on it last and it still says so.
         */
        when?: 'changed' | 'always';
      };
      reset?:
        | {
            /**
             * A program and its arguments; no shell reads them.
             *
             * @minItems 1
             */
            command: string[];
            /**
             * Deadline; default 60 s.
             */
            within?: string;
          }
        | {
            /**
             * Control lines, in order.
             *
             * @minItems 1
             */
            lines: {
              dtr?: boolean;
              rts?: boolean;
              /**
               * How long the lines are held so.
               */
              for?: string;
            }[];
          };
      power?:
        | {
            off: {
              /**
               * A program and its arguments; no shell reads them.
               *
               * @minItems 1
               */
              command: string[];
              /**
               * Deadline; default 60 s.
               */
              within?: string;
            };
            on: {
              /**
               * A program and its arguments; no shell reads them.
               *
               * @minItems 1
               */
              command: string[];
              /**
               * Deadline; default 60 s.
               */
              within?: string;
            };
            /**
             * How long power stays off; default 1 s.
             */
            rest?: string;
            /**
             * Wait after power is back; default 1 s.
             */
            settle?: string;
          }
        | {
            uhubctl: {
              /**
               * Hub, as uhubctl names it.
               */
              location: string;
              port: number;
            };
            /**
             * How long power stays off; default 1 s.
             */
            rest?: string;
            /**
             * Wait after power is back; default 1 s.
             */
            settle?: string;
          };
      health?: {
        /**
         * A program and its arguments; no shell reads them.
         *
         * @minItems 1
         */
        command: string[];
        /**
         * Deadline; default 60 s.
         */
        within?: string;
      };
    };
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
  /**
   * Devices that fail again and again are left out.
   */
  quarantine?: {
    /**
     * Bench faults in a row.
     */
    after: number;
    /**
     * How long; default "7 d".
     */
    for?: string;
    /**
     * Who looks after it.
     */
    owner?: string;
  };
  /**
   * How long to wait for a board another run holds; default "60 s".
   */
  lockWait?: string;
  /**
   * How reports look.
   */
  report?: {
    /**
     * Whose report it is.
     */
    brand?: {
      /**
       * Name of the customer or laboratory, in the head of the report.
       */
      name?: string;
      /**
       * SVG, PNG or JPEG file.
       */
      logo?: string;
      /**
       * Accent, such as #005eb8; never that of a verdict.
       */
      colour?: string;
      /**
       * Line at the end of the report.
       */
      footer?: string;
    };
    /**
     * Folder with Handlebars templates that stand in for shipped ones of the same name.
     */
    templates?: string;
    /**
     * Items: WOFF2, TrueType or OpenType file, for characters the shipped fonts lack.
     */
    fonts?: string[];
  };
}
/**
 * What the device does not say of itself; recorded as stated.
 */
export interface Identity {
  firmware?: string;
  version?: string;
  model?: string;
}
