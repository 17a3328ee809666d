import { readFile } from 'node:fs/promises';
import { PilotError } from '../../documents/pilot-error.ts';

/** Larger pictures belong on a web page; a report is one file that is sent around. */
const most = 512 * 1024;

const begins = (bytes: Uint8Array, ...signature: number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte);

/** The root element behind what may stand before it: declaration, comments, document type. */
const isSvg = (text: string): boolean =>
  /^\uFEFF?\s*(?:<\?[\s\S]*?\?>\s*|<!--[\s\S]*?-->\s*|<!DOCTYPE[^>[]*>\s*)*<svg[\s>]/u.test(text);

/** What a picture that stands by itself must not hold: fonts of the machine, other files, entities. */
const svgFault = (text: string): string | undefined => {
  if (/<!ENTITY/iu.test(text)) return 'defines entities';
  if (/<(?:\w+:)?text[\s>]/iu.test(text))
    return 'holds text; its letters must be turned into paths';
  if (/<(?:\w+:)?script[\s>]/iu.test(text)) return 'holds a script';
  if (/(?:href|src)\s*=\s*["'](?!#|data:)/iu.test(text)) return 'refers to another file';
  return undefined;
};

/** Media type by content; a sentence where it is none that fits. */
const sniffed = (bytes: Buffer): { readonly type: string } | { readonly fault: string } => {
  if (begins(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) {
    const whole = bytes.length > 45 && bytes.subarray(-8).includes('IEND', 0, 'latin1');
    return whole ? { type: 'image/png' } : { fault: 'is a PNG that was cut short' };
  }
  if (begins(bytes, 0xff, 0xd8, 0xff)) return { type: 'image/jpeg' };
  const text = bytes.toString('utf8');
  if (!isSvg(text)) return { fault: 'is no SVG, PNG or JPEG' };
  const fault = svgFault(text);
  return fault === undefined ? { type: 'image/svg+xml' } : { fault };
};

/** A logo as a `data:` address. Throws LOGO_MISSING or LOGO_INVALID. */
export const readLogo = async (file: string): Promise<string> => {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (cause) {
    throw new PilotError({
      code: 'LOGO_MISSING',
      message: `The logo cannot be read: ${(cause as Error).message}`,
      hint: 'report.brand.logo is a path from the folder of pilot.config.ts; leave it out for none.',
      where: { file },
      cause,
    });
  }
  const invalid = (message: string): PilotError =>
    new PilotError({
      code: 'LOGO_INVALID',
      message: `The logo ${message}`,
      hint: 'It is an SVG, PNG or JPEG of at most 512 KB that needs nothing beside itself.',
      where: { file },
    });
  if (bytes.length > most) throw invalid(`has ${Math.ceil(bytes.length / 1024)} KB, at most 512`);
  const found = sniffed(bytes);
  if ('fault' in found) throw invalid(found.fault);
  return `data:${found.type};base64,${bytes.toString('base64')}`;
};
