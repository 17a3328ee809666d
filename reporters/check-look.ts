import { fontSet } from './fonts/font-set.ts';
import { compile as compileHtml } from './html.ts';
import type { Look } from './look.ts';
import { compile as compileMarkdown } from './markdown.ts';

/**
 * Refuses what no report could use, as far as it shows before one is drawn. Throws FONT_INVALID or
 * TEMPLATE_BROKEN.
 */
export const checkLook = ({ fonts, templates }: Look): void => {
  fontSet(fonts);
  if (templates === undefined) return;
  compileHtml(templates);
  compileMarkdown(templates);
};
