// Generated from the schema of the same name by `npm run types`. Do not edit.

/**
 * What changed from one run of a suite to another, criterion by criterion.
 */
export interface Comparison {
  v: 1;
  tool: {
    name: string;
    version: string;
  };
  /**
   * That of the candidate, whose criteria are compared.
   */
  suite: {
    id: string;
    version: number;
    question: string;
  };
  /**
   * Two-sided, of each criterion by itself; not adjusted for their number.
   */
  confidence: number;
  claim: 'fleet' | 'these-devices';
  baseline: ComparedRun;
  candidate: ComparedRun;
  /**
   * Scenarios of which events were compared; empty where the plans name none.
   */
  scenarios: string[];
  /**
   * In what else the two runs differ, one sentence each.
   */
  differences: string[];
  criteria: ComparedCriterion[];
  summary: {
    better: string[];
    worse: string[];
    no_proof: string[];
    error: string[];
    sentence: string;
    exit_code: 0 | 1 | 3;
  };
}
export interface ComparedRun {
  run: string;
  outcome: 'complete' | 'bench-fault' | 'interrupted' | 'ingested';
  suite: {
    id: string;
    version: number;
    sha256: string;
  };
  /**
   * The build under test; null where the run names none.
   */
  build: {
    id: string;
    sha256: string;
    part?: string;
    model?: string;
  } | null;
  /**
   * Models the devices named.
   */
  models: string[];
  devices: {
    id: string;
    origin: 'hardware' | 'emulated' | 'modelled';
    transport: string;
    outcome: string;
  }[];
  events: number;
}
export interface ComparedCriterion {
  id: string;
  /**
   * As written in the candidate's suite.
   */
  expect: string;
  title: string;
  metric: string;
  argument?: string;
  statistic: string;
  family: string;
  scenario?: string;
  required: boolean;
  /**
   * Which way the criterion's limit points.
   */
  better: 'lower' | 'higher';
  verdict: 'better' | 'worse' | 'no-proof' | 'error';
  baseline: ComparedValue;
  candidate: ComparedValue;
  /**
   * Candidate minus baseline; of shares in percentage points.
   */
  difference?: Interval;
  /**
   * Shares of events that miss the criterion's limit, and their difference.
   */
  beyond?: {
    baseline: Interval;
    candidate: Interval;
    difference: Interval;
  };
  /**
   * Whether the same samples, or the same devices, were compared with each other.
   */
  paired: boolean;
  method: string;
  sentence: string;
  /**
   * Why nothing is proven, or could be compared.
   */
  reason?: string;
  /**
   * What each device changed, in the unit of the difference.
   */
  devices: {
    device: string;
    n: number;
    change: number | null;
  }[];
  /**
   * Figures that stand beside the verdict and decide nothing.
   */
  display: {
    name: string;
    value: number | null;
    unit: string;
    note?: string;
  }[];
}
export interface ComparedValue {
  value: number | null;
  unit: string;
  n: number;
  devices: number;
  origin: ('hardware' | 'emulated' | 'modelled') | null;
}
export interface Interval {
  estimate: number | null;
  /**
   * Null where it is not known or unbounded.
   */
  lower: number | null;
  /**
   * Null where it is not known or unbounded.
   */
  upper: number | null;
  unit: string;
}
