import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../documents/package-root.ts';
import type { Look } from '../look.ts';

/** One template or style sheet, by its name without extension: `page-one`, `styles/print`. */
export interface Template {
  readonly name: string;
  /** Absolute path, for errors. */
  readonly file: string;
  readonly text: string;
  /** Whether it stands in for a shipped one. */
  readonly own: boolean;
}

const folder = (): string => join(packageRoot(), 'reporters', 'templates');

const named = (part: string, extension: string): string[] =>
  readdirSync(join(folder(), part))
    .filter((file) => file.endsWith(extension))
    .map((file) => join(part, file).replaceAll('\\', '/'))
    .toSorted();

/** Every template that can be replaced, as a path in its folder: `page-one.hbs`, `styles/print.css`. */
export const templateFiles = (): readonly string[] => [
  ...named('', '.hbs'),
  ...named('styles', '.css'),
];

/** The text of a shipped file, with the line ends a browser will see. */
export const shippedText = (file: string): string =>
  readFileSync(join(folder(), file), 'utf8').replaceAll('\r\n', '\n');

/** The shipped templates, each in its own version where `own` has one. */
export const templatesOf = (own: Look['templates']): ReadonlyMap<string, Template> =>
  new Map(
    templateFiles().map((path) => {
      const name = path.replace(/\.[a-z]+$/u, '');
      const mine = own?.get(name);
      const template = mine
        ? { name, file: mine.file, text: mine.text, own: true }
        : { name, file: join(folder(), path), text: shippedText(path), own: false };
      return [name, template];
    }),
  );
