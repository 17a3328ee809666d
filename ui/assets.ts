import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../documents/package-root.ts';
import { type Answer, pagePolicy } from './answer.ts';

const packages = createRequire(import.meta.url);

const imports = {
  'htm/preact/standalone': '/vendor/preact.js',
  uplot: '/vendor/uplot.js',
};

const importMap = JSON.stringify({ imports });
const importMapDigest = `sha256-${createHash('sha256').update(importMap).digest('base64')}`;

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Pilotlight</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/vendor/uplot.css">
<link rel="stylesheet" href="/theme.css">
<link rel="stylesheet" href="/page.css">
<script type="importmap">${importMap}</script>
<script type="module" src="/ui/page/main.js"></script>
</head>
<body>
<noscript><p>This page needs scripts. <code>pilot history</code> shows the same in a terminal.</p></noscript>
<div id="app"></div>
</body>
</html>
`;

const script = 'text/javascript; charset=utf-8';
const style = 'text/css; charset=utf-8';
const font = 'font/woff2';

interface Asset {
  readonly type: string;
  readonly file: () => string;
}

const fromPackage = (name: string) => (): string => packages.resolve(name);
/** The file for browsers, which htm gives no name that could be resolved from here. */
const preact = (): string =>
  join(dirname(packages.resolve('htm')), '../preact/standalone.module.js');
const fromRoot =
  (...parts: string[]) =>
  (): string =>
    join(packageRoot(), ...parts);

/** What the compiler made of the page lies beside what it made of this file. */
const compiled = (name: string) => (): string =>
  fileURLToPath(new URL(`../${name}.js`, import.meta.url));

/** Modules of the page, and the one it shares with the stage that follows runs. */
const modules = [
  'ui/page/chart',
  'ui/page/chart-data',
  'ui/page/chart-marks',
  'ui/page/compare',
  'ui/page/fetched',
  'ui/page/live',
  'ui/page/live-run',
  'ui/page/main',
  'ui/page/parts',
  'ui/page/report',
  'ui/page/route',
  'ui/page/run',
  'ui/page/runs',
  'ui/page/trend',
  'stages/follow/progress',
];

/** Every file that is ever served; a path that is not in here is not looked for. */
const assets: ReadonlyMap<string, Asset> = new Map([
  // The colours of the reports, light and dark.
  ['/theme.css', { type: style, file: fromRoot('reporters/templates/styles/theme.css') }],
  ['/page.css', { type: style, file: fromRoot('ui/page/page.css') }],
  ['/vendor/preact.js', { type: script, file: preact }],
  ['/vendor/uplot.js', { type: script, file: fromPackage('uplot/dist/uPlot.esm.js') }],
  ['/vendor/uplot.css', { type: style, file: fromPackage('uplot/dist/uPlot.min.css') }],
  ...['Regular', 'SemiBold'].map((face): [string, Asset] => [
    `/fonts/Inter-${face}.woff2`,
    { type: font, file: fromPackage(`inter-ui/web/Inter-${face}.woff2`) },
  ]),
  ...modules.map((name): [string, Asset] => [
    `/${name}.js`,
    { type: script, file: compiled(name) },
  ]),
]);

/** The page or one of its files; undefined where the path names none. */
export const assetAt = async (path: string): Promise<Answer | undefined> => {
  if (path === '/') {
    return {
      type: 'text/html; charset=utf-8',
      body: page,
      policy: pagePolicy({ importMapDigest }),
    };
  }
  const asset = assets.get(path);
  if (!asset) return undefined;
  const file = asset.file();
  if (!existsSync(file)) return undefined;
  return { type: asset.type, body: await readFile(file) };
};
