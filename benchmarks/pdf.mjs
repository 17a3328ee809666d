import { readFileSync } from 'node:fs';
import { allowedFonts } from '../dist/reporters/fonts/embedded.js';
import { findBrowser } from '../dist/reporters/pdf/browser.js';
import { assertPdf } from '../dist/reporters/pdf/gates.js';
import { readPdf } from '../dist/reporters/pdf/objects.js';
import { pageTexts } from '../dist/reporters/pdf/text.js';
import { buildReportModel, reporters } from '../dist/reporters/index.js';
import { barePrint } from './bare-print.mjs';
import { median, sideBySide, timed } from './timing.mjs';

const rounds = 7;
const most = 1.5;
const mostBytes = 400_000;

const ratioRow = (name, beside, [ours, floor], bar) => ({
  name,
  unit: 'ms',
  ours,
  beside,
  floor,
  ratio: ours / floor,
  bar: bar === null ? 'none, part of the row above' : `ratio <= ${bar}`,
  ok: bar === null ? null : ours / floor <= bar,
});

/** The gates alone, over the bytes they pass. */
const gates = async (bytes, fonts) => {
  const [text = { body: '' }] = pageTexts(readPdf(bytes));
  const expected = {
    fonts,
    firstPage: [text.body.slice(0, 10)],
    anywhere: [],
    everyMargin: [],
    mostPages: 100,
  };
  const times = [];
  for (let round = 0; round < rounds; round += 1)
    times.push(await timed(() => assertPdf(bytes, expected)));
  return median(times);
};

/** The whole PDF reporter beside a browser that only prints the same HTML, and what it weighs. */
export const measure = async () => {
  const record = JSON.parse(readFileSync('fixtures/records/rehearsal-go.json', 'utf8'));
  const model = buildReportModel(record, { digest: '0'.repeat(64) });
  const html = await reporters.html.render(model, {});
  const { path } = await findBrowser();
  const render = () => reporters.pdf.render(model, { chrome: path });
  const bytes = await render();
  const [ours, floor] = await sideBySide(
    rounds,
    () => timed(render),
    () => timed(() => barePrint(path, html)),
  );
  return [
    ratioRow('pdf', 'bare browser print', [ours, floor], most),
    ratioRow('pdf-gates', 'bare browser print', [await gates(bytes, allowedFonts), floor], null),
    {
      name: 'pdf-size',
      unit: 'kB',
      ours: bytes.length / 1000,
      beside: 'bar',
      floor: mostBytes / 1000,
      ratio: bytes.length / mostBytes,
      bar: `at most ${mostBytes / 1000} kB`,
      ok: bytes.length <= mostBytes,
    },
  ];
};
