// Generated from the schema of the same name by `npm run types`. Do not edit.

/**
 * Every run of a bench, suite by suite, and how each criterion went from run to run.
 */
export interface History {
  v: 1;
  suites: {
    /**
     * Empty where nothing tells the suite of a run.
     */
    id: string;
    question: string | null;
    /**
     * Ordered by start; those whose start nothing tells come first.
     */
    runs: Run[];
    /**
     * In the order of the latest run that has them.
     */
    criteria: Criterion[];
  }[];
}
/**
 * One run, judged or not.
 */
export interface Run {
  /**
   * Name of its folder; `~2` and so on are added where another run has the same.
   */
  id: string;
  /**
   * What is there of it. cut-short: begun, never finished, and nobody drives it. broken: its record cannot be read. gone: noted as begun, and its folder is no longer there.
   */
  state: 'judged' | 'not-judged' | 'running' | 'cut-short' | 'broken' | 'gone';
  /**
   * What there is to say where it is not judged.
   */
  note: string | null;
  /**
   * ISO 8601; null where nothing tells.
   */
  started: string | null;
  finished: string | null;
  /**
   * Of the suite.
   */
  version: number | null;
  /**
   * By the limits of record.json, amended or not.
   */
  decision: Decision | null;
  /**
   * By the limits frozen before the run, where it is AMENDED.
   */
  frozen: Decision | null;
  amended: boolean;
  attempt: number | null;
  origin: ('hardware' | 'emulated' | 'modelled') | null;
  build: Build | null;
  counts: Counts | null;
}
export interface Decision {
  outcome:
    'go' | 'go-with-conditions' | 'rehearsal-go' | 'no-go' | 'not-enough-evidence' | 'bench-fault';
  label: string;
  tone: 'go' | 'rehearsal' | 'stop' | 'open';
}
export interface Build {
  id: string;
  firmware: string | null;
  version: string | null;
  model: string | null;
  sha256: string;
}
export interface Counts {
  devices: number;
  events: number;
  inferences: number;
  rejected: number;
  faults: number;
}
export interface Criterion {
  /**
   * Unique in its suite: the id, and `~2` and so on where an id was given to another claim, such as at least in place of at most.
   */
  key: string;
  id: string;
  title: string;
  metric: string;
  statistic: string;
  /**
   * Of every number of the points: that of the latest limit.
   */
  unit: string;
  better: 'lower' | 'higher';
  /**
   * What the trend shows, in a sentence.
   */
  finding: string;
  /**
   * One a judged run that has it, in the order of the runs.
   */
  points: Point[];
}
/**
 * A criterion in one run.
 */
export interface Point {
  run: string;
  outcome: 'pass' | 'fail' | 'inconclusive' | 'error';
  estimate: number | null;
  /**
   * Null where there is no such bound.
   */
  lower: number | null;
  upper: number | null;
  op: '<=' | '<' | '>=' | '>';
  /**
   * As judged, in the unit of the series.
   */
  limit: number | null;
  n: number;
  origin: 'hardware' | 'emulated' | 'modelled';
  /**
   * Whether the limit, or whether it may be reached, is another than in the run before that has this criterion.
   */
  limit_changed: boolean;
  /**
   * By the limits frozen before the run, where its record is AMENDED.
   */
  frozen: {
    outcome: 'pass' | 'fail' | 'inconclusive' | 'error';
    op: '<=' | '<' | '>=' | '>';
    limit: number | null;
    /**
     * `FAIL by the frozen ≤ 50 ms`
     */
    words: string;
  } | null;
  words: Words;
}
/**
 * The same as every report words it.
 */
export interface Words {
  outcome: string;
  value: string;
  bound: string;
  limit: string;
  n: string;
}
