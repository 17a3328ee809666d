import type { Look } from './look.ts';
import type { ReportModel } from '../schemas/types/report-model.ts';

/** What may differ between two renderings of one model without changing what it says. */
export interface RenderOptions {
  /** Browser for the PDF, before any that is looked for. */
  readonly chrome?: string | undefined;
  /** Time the PDF may take, in milliseconds, each attempt. */
  readonly deadline?: number | undefined;
  /** Branding, own templates and more fonts. */
  readonly look?: Look | undefined;
}

/** One way to show a report: a function of the model. Where it is written is the stage's business. */
export interface Reporter {
  readonly id: string;
  /** Name of its file inside reports/. */
  readonly file: string;
  /** Where it goes when no path is named; a file in reports/ where absent. */
  readonly to?: 'stdout';
  /** Whether it is made of bytes that no terminal can show. */
  readonly binary?: true;
  /** A text appended to the summary page of the CI's job, where there is one. */
  readonly summary?: (model: ReportModel, options?: RenderOptions) => string;
  readonly render: (
    model: ReportModel,
    options?: RenderOptions,
  ) => string | Uint8Array | Promise<string | Uint8Array>;
}
