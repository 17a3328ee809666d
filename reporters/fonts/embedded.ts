import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { codePointsOf } from './coverage.ts';
import { sfntOf, tablesOfWoff } from './sfnt.ts';

const packages = createRequire(import.meta.url);

/** Every face a report may use. Whole Inter, since its Latin subset lacks ≤, ≥ and −. */
const faces = [
  { family: 'Inter', weight: 400, file: 'inter-ui/web/Inter-Regular.woff2' },
  { family: 'Inter', weight: 600, file: 'inter-ui/web/Inter-SemiBold.woff2' },
  {
    family: 'IBM Plex Mono',
    weight: 400,
    file: '@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-400-normal.woff2',
  },
] as const;

/** PostScript names a PDF of ours may hold, without the subset's prefix. */
export const allowedFonts: readonly string[] = [
  'Inter-Regular',
  'Inter-SemiBold',
  'IBMPlexMono-Regular',
];

const bytesOf = (file: string): Buffer => readFileSync(packages.resolve(file));

/**
 * The mono face as a TrueType file, for a machine without fonts: Chromium takes no WOFF from the
 * system's.
 */
export const lastResort = (): { readonly file: string; readonly bytes: Buffer } => ({
  file: 'ibm-plex-mono.ttf',
  bytes: sfntOf(
    tablesOfWoff(bytesOf('@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-400-normal.woff')),
  ),
});

let styles: string | undefined;
let covered: ReadonlySet<number> | undefined;

/** The faces as @font-face rules with the fonts inside, so that a report needs no other file. */
export const fontFaces = (): string =>
  (styles ??= faces
    .map(
      ({ family, weight, file }) =>
        `@font-face{font-family:"${family}";font-weight:${weight};src:url(data:font/woff2;base64,${bytesOf(file).toString('base64')}) format("woff2")}`,
    )
    .join('\n'));

/** Code points Inter has in both weights; mono text falls back to Inter. */
export const coveredCodePoints = (): ReadonlySet<number> => {
  if (covered) return covered;
  const [regular, semiBold] = faces.slice(0, 2).map(({ file }) => codePointsOf(bytesOf(file)));
  covered = new Set([...(regular ?? [])].filter((point) => semiBold?.has(point)));
  return covered;
};
