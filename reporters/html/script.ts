import { createHash } from 'node:crypto';
import { shippedText } from './templates.ts';

interface Inline {
  readonly script: string;
  /** Content-Security-Policy that lets this script run and nothing else load. */
  readonly policy: string;
}

let inline: Inline | undefined;

/** The script of the document: sorting, filtering, themes. Every word is readable without it. */
export const inlineScript = (): Inline => {
  if (inline) return inline;
  const script = shippedText('report.js');
  const digest = createHash('sha256').update(script).digest('base64');
  const policy = `default-src 'none'; script-src 'sha256-${digest}'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'`;
  return (inline = { script, policy });
};
