import { csv } from './csv.ts';
import { ctrf } from './ctrf.ts';
import { github } from './github.ts';
import { html } from './html.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import { pdf } from './pdf/pdf.ts';
import type { Reporter } from './reporter.ts';
import { text } from './terminal/terminal.ts';

// The assertions let the compiler emit the union of ids without looking into the files.
const declared = {
  csv: csv as Reporter,
  ctrf: ctrf as Reporter,
  github: github as Reporter,
  html: html as Reporter,
  json: json as Reporter,
  junit: junit as Reporter,
  markdown: markdown as Reporter,
  pdf: pdf as Reporter,
  text: text as Reporter,
};

export type ReporterId = keyof typeof declared;

/** Every reporter by the id `--reporter` takes. */
export const reporters: Readonly<Record<ReporterId, Reporter>> = declared;

export { checkLook } from './check-look.ts';
export { templateFiles } from './html/templates.ts';
export type { ExtraFont, Look, OwnTemplate } from './look.ts';
export { buildReportModel } from './model/report-model.ts';
export { findBrowser, type FoundBrowser } from './pdf/browser.ts';
export type { Reporter, RenderOptions } from './reporter.ts';
export { terminal, type TerminalStyle } from './terminal/terminal.ts';
