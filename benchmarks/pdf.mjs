import { readFileSync } from 'node:fs';
import { findBrowser } from '../dist/reporters/pdf/browser.js';
import { buildReportModel, reporters } from '../dist/reporters/index.js';
import { barePrint } from './bare-print.mjs';
import { sideBySide, timed } from './timing.mjs';

/** The whole PDF reporter beside a browser that only prints the same HTML. */
export const measure = async () => {
  const record = JSON.parse(readFileSync('fixtures/records/rehearsal-go.json', 'utf8'));
  const model = buildReportModel(record, { digest: '0'.repeat(64) });
  const html = await reporters.html.render(model, {});
  const { path } = await findBrowser();
  const [ours, floor] = await sideBySide(
    5,
    () => timed(() => reporters.pdf.render(model, { chrome: path })),
    () => timed(() => barePrint(path, html)),
  );
  const ratio = ours / floor;
  return [
    {
      name: 'pdf',
      unit: 'ms',
      ours,
      beside: 'bare browser print',
      floor,
      ratio,
      bar: 'ratio <= 1.5',
      ok: ratio <= 1.5,
    },
  ];
};
