// Generated from the schema of the same name by `npm run types`. Do not edit.

/**
 * Outcome of a criterion or slice.
 */
export type Verdict = 'pass' | 'fail' | 'inconclusive' | 'error';

/**
 * Everything a report shows, as it is shown: derived from record.json alone. All reporters render from it, so no two can show two numbers for one thing. The contract of report templates.
 */
export interface ReportModel {
  v: 1;
  record: AcceptanceRecord;
  /**
   * SHA-256 of record.json, lower-case hex; empty where it was never written.
   */
  digest: string;
  title: string;
  /**
   * When the run finished, ISO 8601.
   */
  created: string;
  run: {
    id: string;
    started: string;
    finished: string;
    tool: string;
    suite: string;
  };
  decision: {
    outcome:
      | 'go'
      | 'go-with-conditions'
      | 'rehearsal-go'
      | 'no-go'
      | 'not-enough-evidence'
      | 'bench-fault';
    label: string;
    tone: 'go' | 'rehearsal' | 'stop' | 'open';
    reason: string;
    question: string;
    authorises: string;
    /**
     * What a signature on this decision does about it.
     */
    authorises_lead: string;
    attempt: string;
    earlier: string[];
    exit_code: number;
    /**
     * What stands beside the decision in capitals, such as AMENDED.
     */
    marks: string[];
  };
  /**
   * How often the question was looked at, where it is more than once.
   */
  looks: string | null;
  /**
   * What weakens the evidence, for the head of every page one.
   */
  banners: {
    kind: string;
    text: string;
  }[];
  amendments: {
    criterion: string;
    from: string;
    to: string;
    by: string;
    why: string;
  }[];
  tested: Fact[];
  not_tested: string[];
  /**
   * Investment, net yearly benefit, lasting payback, downside NPV.
   */
  figures: Figure[];
  summary: {
    tally: string;
    lines: SummaryLine[];
    more: string | null;
  };
  /**
   * What would decide it.
   */
  next: string[];
  conditions: {
    criterion: string;
    reason: string;
    owner: string;
    approver: string;
    expires: string;
  }[];
  /**
   * Roles that sign.
   */
  signatures: string[];
  criteria: CriterionRow[];
  /**
   * Each method once; criteria refer to them.
   */
  methods: {
    id: string;
    text: string;
  }[];
  confidence: string;
  latency: Latency[];
  confusion: Confusion | null;
  condition_rows: {
    tag: string;
    value: string;
    n: string;
    accuracy: string;
  }[];
  energy: Energy | null;
  business: BusinessCase | null;
  devices: {
    id: string;
    origin: string;
    transport: string;
    firmware: string;
    model: string;
    sessions: string;
    events: string;
    outcome: string;
    fault: string | null;
    /**
     * Every try of what was tried more than once, in words.
     */
    attempts: string[];
  }[];
  builds: {
    role: string;
    id: string;
    firmware: string;
    part: string;
    flash: string;
    ram: string;
    sha256: string;
  }[];
  findings: {
    severity: 'info' | 'warning';
    code: string;
    sentence: string;
  }[];
  rejected: string;
  environment: Fact[];
  traceability: {
    requirement: string;
    criterion: string;
    outcome: Verdict;
    word: string;
    evidence: string;
    sha256: string;
  }[];
  evidence: File[];
  inputs: File[];
  glossary: {
    term: string;
    meaning: string;
  }[];
  /**
   * Criteria by what they are about, in the order of the suite.
   */
  groups: CriterionGroup[];
  power: PowerChart[];
  /**
   * Everything that departs from the plan: amendments, waivers, retries, undeclared looks, left-out events.
   */
  deviations: string[];
}
/**
 * The record all of this was derived from, unchanged.
 */
export interface AcceptanceRecord {
  v: 1;
  tool: {
    name: string;
    version: string;
  };
  run: {
    id: string;
    started: string;
    finished: string;
    attempt: number;
    earlier: {
      run: string;
      label: string;
    }[];
    outcome: 'complete' | 'bench-fault' | 'interrupted' | 'ingested';
  };
  suite: {
    id: string;
    version: number;
    question: string;
    authorises?: string;
    /**
     * Whether what passed only when tried again can carry a go; fail where absent.
     */
    flaky?: 'fail' | 'allow';
    /**
     * SHA-256, lower-case hex.
     */
    sha256: string;
  };
  decision: {
    outcome:
      | 'go'
      | 'go-with-conditions'
      | 'rehearsal-go'
      | 'no-go'
      | 'not-enough-evidence'
      | 'bench-fault';
    /**
     * GO, GO WITH CONDITIONS, REHEARSAL GO, NO-GO, NOT ENOUGH EVIDENCE
     */
    label: string;
    /**
     * One sentence.
     */
    reason: string;
    exit_code: number;
    /**
     * Whether this question was looked at more often than the suite declared.
     */
    undeclared_look?: boolean;
    /**
     * The weakest origin among the devices and the required criteria with evidence.
     */
    origin: 'hardware' | 'emulated' | 'modelled';
    conditions: {
      criterion: string;
      reason: string;
      owner: string;
      approver: string;
      expires: string;
    }[];
  };
  /**
   * Whether limits differ from those frozen before the run.
   */
  amended: boolean;
  amendments: {
    criterion: string;
    from: string;
    to: string;
    by: string;
    why: string;
  }[];
  scope: {
    claim: 'fleet' | 'these-devices';
    confidence: number;
    icc_floor: number;
    /**
     * Where a number comes from; hardware is the strongest, modelled the weakest.
     */
    accept: 'hardware' | 'emulated' | 'modelled';
    at_least: number;
    devices: number;
  };
  tested: {
    devices: {
      id: string;
      /**
       * Where a number comes from; hardware is the strongest, modelled the weakest.
       */
      origin: 'hardware' | 'emulated' | 'modelled';
      transport: string;
      firmware?: string;
      model?: string;
      sessions?: number;
      events: number;
      outcome: string;
      fault?: string;
      /**
       * Code of the fault.
       */
      code?: string;
      /**
       * Who has to act on a fault.
       */
      cause?: 'device' | 'suite' | 'bench' | 'pilotlight';
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
           * Who has to act on a fault.
           */
          cause?: 'device' | 'suite' | 'bench' | 'pilotlight';
        };
      }[];
    }[];
    builds: {
      role: string;
      id: string;
      firmware?: string;
      version?: string;
      /**
       * SHA-256, lower-case hex.
       */
      sha256: string;
      part?: string;
      model?: string;
      flash_B?: number;
      ram_B?: number;
    }[];
    scenarios: string[];
    not_tested: string[];
    counts: {
      events: number;
      inferences: number;
      rejected: number;
      faults: number;
      duplicates: number;
      unpaired: number;
    };
    /**
     * Device time covered, in hours.
     */
    device_hours: number;
    power: {
      /**
       * Where a number comes from; hardware is the strongest, modelled the weakest.
       */
      origin: 'hardware' | 'emulated' | 'modelled';
      source: string;
    } | null;
  };
  criteria: Criterion[];
  series: {
    latency: {
      id: 'warm' | 'cold';
      unit: string;
      n: number;
      median: number;
      p95: number;
      p99?: number;
      min: number;
      max: number;
      histogram: {
        from: number;
        to: number;
        count: number;
      }[];
      /**
       * Written by early versions; nothing reads it.
       */
      ecdf?: {
        x: number;
        share: number;
      }[];
      limits: {
        criterion: string;
        statistic: string;
        value: number;
      }[];
      p95_band?: {
        lower: number | null;
        upper: number | null;
      };
    }[];
    confusion: {
      labels: string[];
      /**
       * Rows are the truth, columns the answer.
       */
      rows: number[][];
      classes: {
        label: string;
        n: number;
        recall: number | null;
        precision: number | null;
      }[];
    } | null;
    /**
     * Accuracy by condition, for display.
     */
    conditions: {
      tag: string;
      value: string;
      n: number;
      accuracy: number | null;
    }[];
    energy: {
      unit: 'J';
      /**
       * Where a number comes from; hardware is the strongest, modelled the weakest.
       */
      origin: 'hardware' | 'emulated' | 'modelled';
      per_day: {
        /**
         * inference, sleep, sensor, uplink, self-discharge
         */
        part: string;
        J: number;
      }[];
      battery_days?: Interval;
    } | null;
    /**
     * Traces of power or current over time, thinned to the least and most of each step.
     */
    power?: PowerTrace[];
  };
  business: Business | null;
  findings: {
    severity: 'info' | 'warning';
    code: string;
    sentence: string;
  }[];
  evidence: {
    path: string;
    /**
     * SHA-256, lower-case hex.
     */
    sha256: string;
    bytes: number;
  }[];
  inputs: {
    /**
     * suite, telemetry, profile, part, build, business, stimulus, image, baseline, config
     */
    role: string;
    /**
     * Inside the run folder, or where it was read.
     */
    path: string;
    /**
     * SHA-256, lower-case hex.
     */
    sha256: string;
    bytes: number;
  }[];
  /**
   * How often this question was looked at.
   */
  looks?: {
    declared: number;
    /**
     * This look included.
     */
    taken: number;
    /**
     * Confidence of one look.
     */
    confidence: number;
  };
}
export interface Criterion {
  id: string;
  /**
   * As written in the suite.
   */
  expect: string;
  /**
   * Plain name of the metric.
   */
  title: string;
  metric: string;
  argument?: string;
  statistic: string;
  family: string;
  op: '<=' | '<' | '>=' | '>';
  /**
   * A number with its unit; null where it is not known or unbounded.
   */
  limit: {
    value: number | null;
    unit: string;
  };
  in_every: string[];
  covers: string[];
  required: boolean;
  /**
   * Where a number comes from; hardware is the strongest, modelled the weakest.
   */
  accept: 'hardware' | 'emulated' | 'modelled';
  outcome: 'pass' | 'fail' | 'inconclusive' | 'error';
  result?: Interval;
  /**
   * Where the claim is decided as a share: the share, in %.
   */
  proportion?: Interval;
  /**
   * Events that met the per-event condition, where the family counts.
   */
  k?: number;
  /**
   * Observations.
   */
  n: number;
  n_effective: number | null;
  clusters: {
    devices: number;
    sessions: number;
    unit: 'device' | 'session' | 'block';
  };
  icc?: number | null;
  /**
   * Where a number comes from; hardware is the strongest, modelled the weakest.
   */
  origin: 'hardware' | 'emulated' | 'modelled';
  reporter: 'host' | 'device';
  /**
   * Name of the method and its source.
   */
  method: string;
  /**
   * One plain sentence for a stakeholder.
   */
  sentence: string;
  /**
   * Why it is not a pass, where it is not.
   */
  reason?: string;
  /**
   * What would decide it.
   */
  advice?: string;
  /**
   * How many devices met the limit and what that proves of a fleet.
   */
  device_line?: string;
  devices?: {
    device: string;
    n: number;
    k?: number;
    value: number | null;
    met?: boolean | null;
  }[];
  slices: {
    tag: string;
    value: string;
    outcome: 'pass' | 'fail' | 'inconclusive' | 'error';
    result?: Interval;
    n: number;
    n_effective?: number;
    k?: number;
    p_holm?: number;
    sentence: string;
  }[];
  sensitivity: {
    icc_floor: number;
    confidence: number;
    outcome: 'pass' | 'fail' | 'inconclusive' | 'error';
    bound: number | null;
    /**
     * Unit of the bound.
     */
    unit?: string;
  }[];
  waiver?: {
    reason: string;
    owner: string;
    approver: string;
    expires: string;
  };
  why?: string;
  /**
   * Path of the evidence inside the run folder.
   */
  evidence?: string;
  /**
   * Only events of this scenario.
   */
  scenario?: string;
  /**
   * Where the suite says it.
   */
  where?: {
    file: string;
    line?: number;
    column?: number;
  };
  /**
   * Class of the metric in brackets, such as cavitation in gap(recall(cavitation)).
   */
  of_class?: string;
  between?: string;
  against?: 'baseline';
  population?: 'complete';
  sequential?: 'confidence-sequence' | 'sprt';
  /**
   * Autocorrelation at lag 1 within sessions; null where it is not known.
   */
  serial_correlation?: number | null;
  /**
   * Groups a gap is taken between.
   */
  groups?: {
    value: string;
    n: number;
    n_effective?: number | null;
    estimate: number | null;
    lower: number | null;
    upper: number | null;
  }[];
  /**
   * Figures that stand beside the verdict and decide nothing.
   */
  display?: {
    name: string;
    value: number | null;
    unit: string;
    note?: string;
  }[];
  /**
   * What each build did, where the criterion compares two: the value of each arm in the unit of the metric (shares in %).
   */
  arms?: {
    baseline: Arm;
    candidate: Arm;
  };
  /**
   * What would decide it, in numbers; empty where more events cannot help. Only where it is inconclusive and this is known.
   */
  needs?: {
    /**
     * Events in all, those there are included.
     */
    events?: number;
    /**
     * Devices in all.
     */
    devices?: number;
    /**
     * Sessions of each device in all.
     */
    sessions?: number;
  };
}
export interface Interval {
  /**
   * A number with its unit; null where it is not known or unbounded.
   */
  estimate: {
    value: number | null;
    unit: string;
  };
  /**
   * One-sided lower bound at the stated confidence.
   */
  lower: {
    value: number | null;
    unit: string;
  };
  /**
   * One-sided upper bound at the stated confidence.
   */
  upper: {
    value: number | null;
    unit: string;
  };
  /**
   * The bound the verdict rests on.
   */
  decisive?: 'lower' | 'upper';
}
export interface Arm {
  value: number | null;
  unit: string;
  /**
   * Events of this arm.
   */
  n: number;
}
export interface PowerTrace {
  id: string;
  /**
   * The instrument or file it comes from.
   */
  source: string;
  origin: 'hardware' | 'emulated' | 'modelled';
  unit: 'W' | 'A';
  /**
   * Samples before thinning.
   */
  n: number;
  rate_Hz: number;
  duration_s: number;
  /**
   * Of all samples; null where there are none.
   */
  mean: number | null;
  /**
   * Least and most of each step; steps are equally long, and one without samples is left out.
   */
  points: {
    /**
     * Start of the step, seconds from the start of the trace.
     */
    t: number;
    min: number;
    max: number;
  }[];
  /**
   * Stretches that something was measured over.
   */
  windows: {
    label: string;
    /**
     * Seconds from the start of the trace.
     */
    from: number;
    to: number;
    /**
     * Of the samples between both.
     */
    mean: number | null;
  }[];
  markers: {
    /**
     * Seconds from the start of the trace.
     */
    t: number;
    label: string;
  }[];
}
export interface Business {
  currency: string;
  locale?: string;
  horizon_months: number;
  /**
   * Share a year.
   */
  discount_rate: number;
  fleet: number;
  lines: {
    id: string;
    label: string;
    group: 'investment' | 'running-cost' | 'cloud' | 'uptime';
    /**
     * What the amount is per, such as device and month.
     */
    per: string;
    amount: Range;
    yearly?: Range;
    source: string;
    origin?: string;
  }[];
  inputs?: {
    id: string;
    label: string;
    low: number;
    base: number;
    high: number;
    unit: string;
    source: string;
    /**
     * What its values are: an amount of the currency, a share of one, per cent, days or a number.
     */
    measure?: 'money' | 'share' | 'rate' | 'days' | 'count';
  }[];
  investment: Range;
  net_yearly: Range;
  cloud_yearly: Range;
  uptime_yearly: Range;
  running_yearly?: Range;
  payback_months: Range;
  lasting_payback_months: Range;
  discounted_payback_months?: Range1;
  discounted_first_payback_months?: Range;
  npv: Range;
  roi?: Range;
  irr?: number | null;
  /**
   * Whether exactly one rate makes the expected flows worth nothing.
   */
  irr_status?: 'unique' | 'multiple' | 'none';
  /**
   * Every such yearly rate above -1, ascending.
   */
  irr_roots?: number[];
  /**
   * Whether the flows change sign more than once, so that a rate misleads even where it is unique.
   */
  irr_caution?: boolean;
  /**
   * Modified internal rate a year, financed and reinvested at the discount rate.
   */
  mirr?: number | null;
  /**
   * Cumulative, undiscounted.
   */
  cash_flow: {
    month: number;
    low: number;
    base: number;
    high: number;
  }[];
  /**
   * Figures whose driving criterion is not a pass.
   */
  not_proven: {
    figure: string;
    criterion: string;
  }[];
  sentence: string;
  /**
   * What each input and each measured driver, moved alone from its low to its high value, does to the expected net present value; the widest first.
   */
  tornado?: Swing[];
}
/**
 * A figure in three cases. Amounts of money ascend; months, return and cash flow have the pessimistic case as low.
 */
export interface Range {
  low: number | null;
  base: number | null;
  high: number | null;
}
/**
 * A figure in three cases. Amounts of money ascend; months, return and cash flow have the pessimistic case as low.
 */
export interface Range1 {
  low: number | null;
  base: number | null;
  high: number | null;
}
export interface Swing {
  id: string;
  label: string;
  unit: string;
  kind: 'input' | 'measured';
  low: number;
  base: number;
  high: number;
  /**
   * Net present value with this at its low value, all else as expected.
   */
  npv_low: number;
  npv_high: number;
  /**
   * Value nearest to the base at which the net present value is zero or changes its sign, all else as expected; null where none in a plausible range does: shares from 0 to 1, rates from 0 to at least 100 %, everything else from 0 to ten times its high value.
   */
  switching: number | null;
  /**
   * What its values are: an amount of the currency, a share of one, per cent, days or a number.
   */
  measure?: 'money' | 'share' | 'rate' | 'days' | 'count';
  /**
   * Criteria that measured it.
   */
  criteria?: string[];
}
export interface Fact {
  label: string;
  value: string;
}
/**
 * One of the four business figures.
 */
export interface Figure {
  id: string;
  label: string;
  /**
   * Expected case.
   */
  value: string;
  /**
   * Pessimistic to optimistic case.
   */
  range: string;
  parts: Fact[];
  /**
   * Which criteria that drive it are not proven.
   */
  not_proven: string | null;
}
export interface SummaryLine {
  id: string;
  outcome: Verdict;
  word: string;
  sentence: string;
  /**
   * Such as 5 of 6 conditions proven.
   */
  slices: string | null;
  /**
   * Reason, waiver or advice.
   */
  note: string | null;
}
export interface CriterionRow {
  id: string;
  title: string;
  /**
   * As written in the suite.
   */
  expect: string;
  outcome: Verdict;
  word: string;
  /**
   * Such as ≤ 60 ms.
   */
  limit: string;
  /**
   * Point estimate with unit.
   */
  value: string;
  /**
   * The bound the verdict rests on, in words, such as at most 61.2 ms.
   */
  bound: string;
  /**
   * The claim as a share, where it is decided as one.
   */
  share: string | null;
  /**
   * Observations.
   */
  n: string;
  n_effective: string;
  clusters: string;
  icc: string | null;
  origin: 'hardware' | 'emulated' | 'modelled';
  reporter: string;
  method: string;
  /**
   * Such as M1.
   */
  method_id: string;
  sentence: string;
  reason: string | null;
  advice: string | null;
  device_line: string | null;
  why: string | null;
  waiver: string | null;
  evidence: string | null;
  /**
   * Where the suite ties it to one.
   */
  scenario: string | null;
  required: boolean;
  covers: string[];
  slices: string | null;
  forest: Forest | null;
  devices: {
    device: string;
    n: string;
    value: string;
    /**
     * Met, not met or not known.
     */
    outcome: string;
  }[];
  /**
   * Observations, effective n, clusters and their correlation in one line.
   */
  sample: string;
  /**
   * How it is judged beyond its claim: against the baseline, between groups, in full, sequentially.
   */
  procedure: string[];
  /**
   * Warning that observations in a row resemble each other.
   */
  serial: string | null;
  /**
   * The groups a gap is taken between.
   */
  groups: Forest | null;
  /**
   * Figures beside the verdict that decide nothing.
   */
  display: Fact[];
  sensitivity: {
    heads: string[];
    rows: {
      label: string;
      cells: {
        outcome: Verdict;
        word: string;
        bound: string;
      }[];
    }[];
  } | null;
  place: {
    file: string;
    line: number | null;
  } | null;
  /**
   * Id of its group.
   */
  group: string;
  /**
   * Whether print shows its whole account; a screen always does.
   */
  detail: 'full' | 'brief';
  chart: BoundChart | null;
  ab: AbChart | null;
}
export interface Forest {
  criterion: string;
  title: string;
  unit: string;
  limit: number | null;
  limit_text: string;
  better: 'lower' | 'higher';
  rows: ForestRow[];
  /**
   * Text alternative.
   */
  finding: string;
  /**
   * Rows a chart draws, from the first on; a table has all.
   */
  shown: number;
  /**
   * What the rows left out by a chart come to.
   */
  more: string | null;
}
export interface ForestRow {
  label: string;
  /**
   * Null where a row has no verdict of its own.
   */
  outcome: Verdict | null;
  word: string;
  estimate: number | null;
  lower: number | null;
  upper: number | null;
  /**
   * Value and bound as printed.
   */
  text: string;
  n: number;
}
/**
 * Value, bounds, limit and devices of one criterion.
 */
export interface BoundChart {
  criterion: string;
  title: string;
  unit: string;
  outcome: Verdict;
  better: 'lower' | 'higher';
  limit: number | null;
  limit_text: string;
  estimate: number | null;
  /**
   * Null where there is no such bound.
   */
  lower: number | null;
  upper: number | null;
  devices: {
    label: string;
    value: number | null;
    met: boolean | null;
  }[];
  /**
   * What the chart shows, in a sentence.
   */
  finding: string;
  value_text: string;
  bound_text: string;
  /**
   * How many devices met the limit; null where none is drawn.
   */
  devices_text: string | null;
}
/**
 * Two builds side by side and the difference between them beside its limit.
 */
export interface AbChart {
  criterion: string;
  title: string;
  unit: string;
  outcome: Verdict;
  baseline: ArmValue;
  candidate: ArmValue;
  difference: {
    /**
     * What the difference is, such as "drop".
     */
    label: string;
    better: 'lower' | 'higher';
    estimate: number | null;
    lower: number | null;
    upper: number | null;
    limit: number | null;
    unit: string;
    text: string;
    /**
     * Its bounds.
     */
    range: string;
    limit_text: string;
  };
  /**
   * Samples on which only one of the two was right, where the same ones were compared.
   */
  paired: string | null;
  finding: string;
}
export interface ArmValue {
  label: string;
  value: number | null;
  text: string;
  n: string;
}
export interface Latency {
  id: 'warm' | 'cold';
  title: string;
  unit: string;
  n: number;
  n_text: string;
  origin: string;
  min: number;
  max: number;
  median: number;
  median_text: string;
  p95: number;
  p95_text: string;
  facts: Fact[];
  bins: {
    from: number;
    to: number;
    count: number;
  }[];
  limits: {
    label: string;
    value: number;
  }[];
  band: {
    lower: number;
    upper: number;
  } | null;
  /**
   * Text alternative.
   */
  finding: string;
}
export interface Confusion {
  labels: string[];
  /**
   * Rows are the truth, columns the answer.
   */
  rows: number[][];
  classes: {
    label: string;
    n: string;
    recall: string;
    precision: string;
  }[];
  finding: string;
}
export interface Energy {
  origin: string;
  total: string;
  parts: {
    label: string;
    /**
     * J a day.
     */
    value: number;
    text: string;
    share: string;
  }[];
  finding: string;
  battery: {
    estimate: number | null;
    lower: number | null;
    upper: number | null;
    limit: number | null;
    text: string;
    finding: string;
    unit: string;
  } | null;
}
export interface BusinessCase {
  currency: string;
  sentence: string;
  assumptions: Fact[];
  totals: {
    label: string;
    /**
     * Pessimistic case.
     */
    low: string;
    base: string;
    /**
     * Optimistic case.
     */
    high: string;
    not_proven: string | null;
  }[];
  groups: {
    id: string;
    label: string;
    rows: AmountRow[];
  }[];
  inputs: {
    label: string;
    unit: string;
    low: string;
    base: string;
    high: string;
    source: string;
    /**
     * Value at which the net present value is zero, in the unit of the row.
     */
    switching: string;
    /**
     * Driven by criteria of this run.
     */
    measured: boolean;
  }[];
  cash_flow: {
    currency: string;
    months: {
      month: number;
      low: number;
      base: number;
      high: number;
    }[];
    /**
     * Month of the first payback, expected case.
     */
    first: number | null;
    lasting: number | null;
    finding: string;
    /**
     * In whose notation amounts are written; English where nothing is said.
     */
    locale?: string;
  };
  tornado: {
    currency: string;
    base: number;
    base_text: string;
    swings: SwingRow[];
    finding: string;
    /**
     * In whose notation amounts are written; English where nothing is said.
     */
    locale?: string;
    /**
     * What the chart leaves out, in words.
     */
    rest: string | null;
  };
  /**
   * The plain word where the case never pays back.
   */
  verdict: string | null;
  /**
   * How amounts are written, where that is not as in the rest of the report.
   */
  notation: string | null;
}
export interface AmountRow {
  label: string;
  per: string;
  low: string;
  base: string;
  high: string;
  yearly: string;
  source: string;
  origin: string;
}
export interface SwingRow {
  label: string;
  unit: string;
  /**
   * Driven by a criterion of this run.
   */
  measured: boolean;
  low: string;
  base: string;
  high: string;
  npv_low: number;
  npv_high: number;
  npv_low_text: string;
  npv_high_text: string;
  /**
   * Value at which the case turns, in words.
   */
  switching: string;
}
export interface File {
  role: string;
  path: string;
  bytes: string;
  sha256: string;
}
export interface CriterionGroup {
  id: string;
  title: string;
  outcome: Verdict;
  tally: string;
  /**
   * Ids, worst first.
   */
  criteria: string[];
}
export interface PowerChart {
  id: string;
  title: string;
  unit: string;
  origin: string;
  n_text: string;
  duration_s: number;
  mean: number | null;
  mean_text: string;
  points: {
    t: number;
    min: number;
    max: number;
  }[];
  windows: {
    label: string;
    from: number;
    to: number;
  }[];
  markers: {
    t: number;
    label: string;
  }[];
  facts: Fact[];
  finding: string;
}
