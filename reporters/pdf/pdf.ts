import type { ReportModel } from '../../schemas/types/report-model.ts';
import { allowedFonts } from '../fonts/embedded.ts';
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

/** The printed report: tagged, outlined, its own fonts inside, the same bytes for the same record. */
export const renderPdf = async (
  model: ReportModel,
  { chrome, deadline }: RenderOptions = {},
): Promise<Uint8Array> => {
  const browser = await findBrowser(chrome);
  const printed = await print(renderHtml(model), browser, deadline);
  const bytes = normalise(printed, { created: model.created, digest: model.digest });
  assertPdf(bytes, {
    fonts: allowedFonts,
    firstPage: [model.decision.label],
    anywhere: [
      ...model.criteria.map(({ id }) => printable(id)),
      ...(model.digest === '' ? [] : [model.digest]),
    ],
    mostPages: mostPages(model),
  });
  return bytes;
};

export const pdf: Reporter = { id: 'pdf', file: 'report.pdf', render: renderPdf };
