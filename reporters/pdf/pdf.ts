import type { ReportModel } from '../../schemas/types/report-model.ts';
import { fontSet } from '../fonts/font-set.ts';
import { printable } from '../fonts/printable.ts';
import { renderHtml } from '../html.ts';
import type { Reporter, RenderOptions } from '../reporter.ts';
import { findBrowser } from './browser.ts';
import { assertPdf } from './gates.ts';
import { normalise } from './normalise.ts';
import { print } from './print.ts';

/** Generous: what no report of this size needs is a fault of the print, not of the pilot. */
const mostPages = (model: ReportModel): number => {
  const slices = model.criteria.reduce((sum, { forest }) => sum + (forest?.rows.length ?? 0), 0);
  const rows =
    model.devices.length + model.evidence.length + model.inputs.length + model.traceability.length;
  return 12 + model.criteria.length + Math.ceil((slices + rows) / 8);
};

/** Other scripts join letters or turn them round, and a PDF holds them as they are drawn. */
const readsAsWritten = (text: string): boolean => /^[\p{sc=Latin}\p{Nd}\p{P}\p{S}\s]*$/u.test(text);

/** The printed report: tagged, outlined, its own fonts inside, the same bytes for the same record. */
export const renderPdf = async (
  model: ReportModel,
  options: RenderOptions = {},
): Promise<Uint8Array> => {
  const { chrome, deadline, look } = options;
  // First of all, since a mistake in the look is told without a browser.
  const html = renderHtml(model, options);
  const fonts = fontSet(look?.fonts);
  const spell = (text: string): string => printable(text, undefined, fonts.covered);
  const browser = await findBrowser(chrome);
  const printed = await print(html, browser, deadline);
  const bytes = normalise(printed, {
    created: model.created,
    digest: model.digest,
    creator: model.run.tool,
  });
  assertPdf(bytes, {
    fonts: fonts.allowed,
    firstPage: [model.decision.label, ...[spell(model.decision.question)].filter(readsAsWritten)],
    anywhere: model.criteria.map(({ id }) => spell(id)).filter(readsAsWritten),
    everyMargin: model.digest === '' ? [] : [model.digest],
    mostPages: mostPages(model),
  });
  return bytes;
};

export const pdf: Reporter = { id: 'pdf', file: 'report.pdf', binary: true, render: renderPdf };
