// Generated from the schema of the same name by `npm run types`. Do not edit.

/**
 * What ran on what: digests and inspected facts of firmware, devices, origins and counts.
 */
export interface Evidence {
  v: 1;
  tool: {
    name: string;
    version: string;
  };
  run: {
    id: string;
    suite: string;
    started: string;
    finished: string;
    attempt: number;
    /**
     * Earlier attempts of this suite version and how they ended.
     */
    earlier: {
      run: string;
      label: string;
      /**
       * How its gathering ended, where its evidence is still there.
       */
      outcome?: 'complete' | 'bench-fault' | 'interrupted' | 'ingested';
      /**
       * SHA-256 of its events, lower-case hex.
       */
      events?: string;
    }[];
    /**
     * How often gathering was taken up again after it had been cut off.
     */
    resumed?: number;
  };
  outcome: 'complete' | 'bench-fault' | 'interrupted' | 'ingested';
  builds: {
    role: 'candidate' | 'baseline';
    id: string;
    firmware?: string;
    version?: string;
    image?: string;
    /**
     * SHA-256, lower-case hex.
     */
    sha256: string;
    part?: string;
    /**
     * Bytes of flash the image takes.
     */
    flash_B?: number;
    /**
     * Bytes of RAM: data, bss and reserved stack and heap.
     */
    ram_B?: number;
    stack_B?: number;
    heap_B?: number;
    part_flash_B?: number;
    part_ram_B?: number;
    model?: string;
    /**
     * SHA-256, lower-case hex.
     */
    model_sha256?: string;
  }[];
  /**
   * Devices that would have been driven, were they not in quarantine.
   */
  left_out?: {
    id: string;
    since: string;
    until: string;
    why: string;
    /**
     * Who looks after it.
     */
    owner?: string;
  }[];
  devices: {
    id: string;
    tags?: string[];
    /**
     * Where a number comes from; hardware is the strongest, modelled the weakest.
     */
    origin: 'hardware' | 'emulated' | 'modelled';
    transport: string;
    protocol?: string;
    firmware?: string;
    version?: string;
    model?: string;
    /**
     * Which of these the configuration states and the device did not say.
     */
    stated?: ('firmware' | 'version' | 'model' | 'labels')[];
    sessions?: number;
    events: number;
    inferences?: number;
    outcome: 'complete' | 'fault';
    fault?: {
      code: string;
      message: string;
      scenario?: string;
      step?: string;
      /**
       * Who has to act.
       */
      cause?: 'device' | 'suite' | 'bench' | 'pilotlight';
    };
    power?: {
      /**
       * Where a number comes from; hardware is the strongest, modelled the weakest.
       */
      origin: 'hardware' | 'emulated' | 'modelled';
      active_s: number;
      /**
       * Time the core waited with its clocks running.
       */
      idle_s?: number;
      /**
       * Time in the deepest sleep the firmware uses.
       */
      sleep_s: number;
      /**
       * Active time while the marker pin was high.
       */
      marked_s?: number;
      charge_mC?: number;
      method: string;
    };
    /**
     * Every try of a scenario or group that was not the only one.
     */
    attempts?: {
      scenario: string;
      group?: string;
      attempt: number;
      outcome: 'complete' | 'fault';
      power_cycled?: boolean;
      fault?: {
        code: string;
        message: string;
        /**
         * Who has to act.
         */
        cause?: 'device' | 'suite' | 'bench' | 'pilotlight';
      };
    }[];
    /**
     * Times the link was lost and came back.
     */
    gaps?: {
      at_us: number;
      lasted_us: number;
      path?: string;
      scenario?: string;
    }[];
  }[];
  power: {
    /**
     * Where a number comes from; hardware is the strongest, modelled the weakest.
     */
    origin: 'hardware' | 'emulated' | 'modelled';
    /**
     * Where the currents come from.
     */
    source: string;
    supply_V?: number;
    active_A?: number;
    idle_A?: number;
    sleep_A?: number;
  } | null;
  /**
   * Where ingested evidence was read from, and what whoever published it says of it.
   */
  ingested?: {
    /**
     * Such as mlperf-tiny.
     */
    format: string;
    model?: string;
    /**
     * Where the right answers come from.
     */
    truth: string;
    sources: {
      /**
       * Inside the folder that was ingested.
       */
      path: string;
      /**
       * What it was recognised as by its content.
       */
      kind: string;
      /**
       * SHA-256, lower-case hex.
       */
      sha256: string;
      bytes: number;
    }[];
    /**
     * Figures the sources print, each beside what follows from their raw values.
     */
    published: {
      figure: string;
      scenario?: string;
      window?: number;
      unit: string;
      /**
       * As it stands there.
       */
      printed: string;
      /**
       * Null where the raw values are not there.
       */
      recomputed: number | null;
      /**
       * Whether the recomputed value rounds to the printed one.
       */
      agrees: boolean | null;
      file: string;
      line?: number;
    }[];
    /**
     * What a reader has to know about them.
     */
    notes: string[];
  };
  environment: {
    node: string;
    platform: string;
  };
  counts: {
    events: number;
    rejected: number;
    faults: number;
    attempts: number;
    /**
     * Steps that passed only when tried again.
     */
    flaky?: number;
  };
  files: {
    path: string;
    /**
     * SHA-256, lower-case hex.
     */
    sha256: string;
    bytes: number;
  }[];
}
