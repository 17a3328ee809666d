import { type LineWriter, openLineWriter } from './line-writer.ts';

export interface LineLog extends Disposable {
  readonly file: string;
  append(value: unknown): void;
}

/**
 * A file of JSON lines, opened at the first line and written as things happen: what one turn of the
 * event loop appends is handed to the operating system before the next begins.
 */
export const openLineLog = (file: string): LineLog => {
  let writer: LineWriter | undefined;
  return {
    file,
    append: (value) => {
      writer ??= openLineWriter(file);
      writer.write(JSON.stringify(value));
    },
    [Symbol.dispose]: () => {
      writer?.[Symbol.dispose]();
      writer = undefined;
    },
  };
};
