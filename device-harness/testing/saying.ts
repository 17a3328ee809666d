import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Writes the script of a device in memory that says `text` once, and then nothing. */
export const saying = async (folder: string, text: string): Promise<string> => {
  const script = join(folder, 'saying.mjs');
  await writeFile(
    script,
    `const text = ${JSON.stringify(text.endsWith('\n') ? text : `${text}\n`)};
export default async ({ received, send }) => {
  for (let at = 0; at < text.length; at += 1000) send(Buffer.from(text.slice(at, at + 1000)));
  for await (const _ of received);
};
`,
  );
  return script;
};
