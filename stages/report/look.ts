import { readFile } from 'node:fs/promises';
import { PilotError } from '../../documents/pilot-error.ts';
import { checkLook, type ExtraFont, type Look } from '../../reporters/index.ts';
import type { PilotConfig } from '../../schemas/types/config.ts';
import { readLogo } from './logo.ts';
import { readTemplates } from './own-templates.ts';

const readFont = async (file: string): Promise<ExtraFont> => {
  try {
    return { file, bytes: await readFile(file) };
  } catch (cause) {
    throw new PilotError({
      code: 'FONT_MISSING',
      message: `The font cannot be read: ${(cause as Error).message}`,
      hint: 'report.fonts names files by paths from the folder of pilot.config.ts.',
      where: { file },
      cause,
    });
  }
};

/**
 * Reads and checks what `report` of pilot.config.ts names, its paths resolved, before anything is
 * drawn or driven. Throws LOGO_MISSING, LOGO_INVALID, TEMPLATES_MISSING, TEMPLATE_UNKNOWN,
 * TEMPLATE_BROKEN, FONT_MISSING or FONT_INVALID.
 */
export const loadLook = async (report: PilotConfig['report'] = {}): Promise<Look> => {
  const { brand = {}, templates, fonts = [] } = report;
  const look: Look = {
    name: brand.name,
    logo: brand.logo === undefined ? undefined : await readLogo(brand.logo),
    colour: brand.colour,
    footer: brand.footer,
    templates: templates === undefined ? undefined : await readTemplates(templates),
    fonts: await Promise.all(fonts.map(readFont)),
  };
  checkLook(look);
  return look;
};
