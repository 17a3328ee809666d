/** A test as the Common Test Report Format 0.0 has it; what is undefined is left out. */
export interface Test {
  readonly testId: string;
  readonly name: string;
  readonly status: 'passed' | 'failed';
  /** Verdict or fault in our own word. */
  readonly rawStatus: string;
  /** Milliseconds. */
  readonly duration: number;
  readonly suite: readonly string[];
  readonly message?: string | undefined;
  readonly filePath?: string | undefined;
  readonly line?: number | undefined;
  readonly tags?: readonly string[];
  readonly type?: string;
  /** Whether it passed after it had failed. */
  readonly flaky?: boolean;
  readonly retries?: number;
  readonly retryAttempts?: readonly {
    readonly attempt: number;
    readonly status: 'passed' | 'failed';
    readonly message: string;
  }[];
  readonly device?: string;
  readonly extra?: Readonly<Record<string, unknown>>;
}
