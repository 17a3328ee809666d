import { closeSync, openSync, writeSync } from 'node:fs';

export interface LineLog extends Disposable {
  readonly file: string;
  append(value: unknown): void;
}

/** A file of JSON lines, opened at the first line and written as things happen. */
export const openLineLog = (file: string): LineLog => {
  let descriptor: number | undefined;
  return {
    file,
    append: (value) => {
      descriptor ??= openSync(file, 'a');
      writeSync(descriptor, `${JSON.stringify(value)}\n`);
    },
    [Symbol.dispose]: () => {
      if (descriptor !== undefined) closeSync(descriptor);
      descriptor = undefined;
    },
  };
};
