/** A place in a file, as editors understand it: 1-based line and column. */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

export interface PilotErrorOptions {
  /** Stable identifier in capitals, such as UNIT_MISMATCH. */
  readonly code: string;
  /** What is wrong, as one sentence. */
  readonly message: string;
  /** What to do about it. */
  readonly hint: string;
  /** Process exit code; 2 (invalid input) where nothing else is said. */
  readonly exitCode?: number;
  readonly where?: Place | undefined;
  readonly cause?: unknown;
}

/** The only error class of Pilotlight: everything a reader needs to mend the cause. */
export class PilotError extends Error {
  override readonly name = 'PilotError' as const;
  readonly code: string;
  readonly hint: string;
  readonly exitCode: number;
  readonly where: Place | undefined;

  constructor(options: PilotErrorOptions) {
    super(options.message, { cause: options.cause });
    this.code = options.code;
    this.hint = options.hint;
    this.exitCode = options.exitCode ?? 2;
    this.where = options.where;
  }
}

/** `file:line:column`, leaving out what is not known. */
export const formatPlace = (place: Place): string =>
  [place.file, place.line, place.column].filter((part) => part !== undefined).join(':');

/** The error as it is printed: place and sentence, then the hint. */
export const formatError = (error: PilotError): string =>
  `${error.where ? `${formatPlace(error.where)}: ` : ''}${error.message}\n  ${error.hint} [${error.code}]`;
