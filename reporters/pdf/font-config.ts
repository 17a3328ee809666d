import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lastResort } from '../fonts/embedded.ts';

const escaped = (text: string): string =>
  text.replace(/[&<>"']/gu, (sign) => `&#${sign.charCodeAt(0)};`);

/**
 * Writes a configuration for fontconfig into `folder`: one font beside those of the machine. Where
 * a machine has none at all, Chromium prints what is set in a font of the system as nothing, and
 * some builds even what is set in fonts the document brings along. Returns the environment that
 * makes a browser read it; other systems than Linux pay it no heed.
 */
export const withFonts = async (
  folder: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<NodeJS.ProcessEnv> => {
  const file = join(folder, 'fonts.conf');
  const cache = join(folder, 'fonts-cache');
  const machine = env['FONTCONFIG_FILE'] ?? '/etc/fonts/fonts.conf';
  const fonts = join(folder, 'fonts');
  await mkdir(cache, { recursive: true });
  await mkdir(fonts, { recursive: true });
  const { file: name, bytes } = lastResort();
  await writeFile(join(fonts, name), bytes);
  await writeFile(
    file,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<include ignore_missing="yes">${escaped(machine)}</include>
<dir>${escaped(fonts)}</dir>
<cachedir>${escaped(cache)}</cachedir>
</fontconfig>
`,
  );
  return { ...env, FONTCONFIG_FILE: file };
};
