import type { ReportModel } from '../schemas/types/report-model.ts';

/** What may differ between two renderings of one model without changing what it says. */
export interface RenderOptions {
  /** Browser for the PDF, before any that is looked for. */
  readonly chrome?: string | undefined;
  /** Time the PDF may take, in milliseconds, each attempt. */
  readonly deadline?: number | undefined;
}

/** One way to show a report: a function of the model. Where it is written is the stage's business. */
export interface Reporter {
  readonly id: string;
  /** Name of its file inside reports/. */
  readonly file: string;
  readonly render: (
    model: ReportModel,
    options?: RenderOptions,
  ) => string | Uint8Array | Promise<string | Uint8Array>;
}
