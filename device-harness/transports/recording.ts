import { type FileHandle, open } from 'node:fs/promises';
import { PilotError } from '../../documents/pilot-error.ts';

/** Bytes of a recorded link, with the link's time then. */
export interface Recorded {
  readonly direction: 'sent' | 'received';
  readonly time_us: number;
  readonly bytes: Uint8Array;
}

/** A transcript of a run folder, read as it is needed. */
export interface Recording {
  /** The next entry; undefined after the last. Rejects with TRANSCRIPT_INVALID. */
  next: () => Promise<Recorded | undefined>;
  [Symbol.asyncDispose]: () => Promise<void>;
}

const refused = (file: string, line: number, why: string): PilotError =>
  new PilotError({
    code: 'TRANSCRIPT_INVALID',
    message: `This is not a transcript: ${why}`,
    hint: 'Name a file of the folder transcripts/ of a run, one entry a line.',
    where: { file, line, column: 1 },
  });

const entryOf = (text: string, file: string, line: number): Recorded => {
  let entry: Record<string, unknown>;
  try {
    entry = Object(JSON.parse(text)) as Record<string, unknown>;
  } catch {
    throw refused(file, line, 'the line is no JSON');
  }
  const { direction, time_us, base64 } = entry;
  if (direction !== 'sent' && direction !== 'received') {
    throw refused(file, line, '"direction" is neither "sent" nor "received"');
  }
  if (typeof time_us !== 'number') throw refused(file, line, '"time_us" is no number');
  if (typeof base64 !== 'string') throw refused(file, line, '"base64" is no text');
  return { direction, time_us, bytes: Buffer.from(base64, 'base64') };
};

const openFile = async (file: string): Promise<FileHandle> => {
  try {
    return await open(file);
  } catch (cause) {
    throw new PilotError({
      code: 'TRANSCRIPT_MISSING',
      message: `The transcript ${file} cannot be read`,
      hint: 'Check "transcript" of the device in pilot.config.ts.',
      cause,
    });
  }
};

/** Opens a transcript. Rejects with TRANSCRIPT_MISSING. */
export const openRecording = async (file: string): Promise<Recording> => {
  const handle = await openFile(file);
  const lines = handle.readLines({ encoding: 'utf8' })[Symbol.asyncIterator]();
  let line = 0;
  return {
    async next() {
      for (;;) {
        const { value, done } = await lines.next();
        if (done) return undefined;
        line += 1;
        if (value !== '') return entryOf(value, file, line);
      }
    },
    async [Symbol.asyncDispose]() {
      await lines.return?.();
      await handle.close();
    },
  };
};
