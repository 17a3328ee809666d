const kept_B = 4096;
const shown = 400;
/** What it says of every machine that is in order. */
const chatter = /: info: |has no peer$|no active timers$/u;

/**
 * Why an emulator ended, from what it wrote to standard error: the last of it, from the line that
 * names a fatal error where there is one, since a dump of registers follows that.
 */
export const lastWords = (stderr: string): string => {
  const lines = stderr.split(/\r?\n/u).filter((line) => line !== '' && !chatter.test(line));
  const fatal = lines.findIndex((line) => /\bfatal\b/u.test(line));
  return fatal < 0 ? lines.join('\n').slice(-shown) : lines.slice(fatal).join('\n').slice(0, shown);
};

/** Keeps the end of a stream of text. */
export const keepEnd = (stream: NodeJS.ReadableStream): (() => string) => {
  let kept = Buffer.alloc(0);
  stream.on('error', () => {});
  stream.on('data', (bytes: Buffer) => {
    kept = Buffer.concat([kept, bytes]).subarray(-kept_B);
  });
  return () => kept.toString('utf8');
};
