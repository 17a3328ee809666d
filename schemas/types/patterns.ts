// Generated from the schema of the same name by `npm run types`. Do not edit.

/**
 * What a home-made firmware says and understands, as patterns of its lines.
 */
export interface Patterns {
  /**
   * Name of this file's protocol.
   */
  patterns: string;
  /**
   * Version of this file.
   */
  version: number;
  /**
   * What ends a line to the device; default "\n".
   */
  'line-end'?: string;
  /**
   * Bytes of the longest line from the device; a longer one is unreadable. Default 1024.
   */
  'line-limit'?: number;
  /**
   * Bytes of the longest line to the device, without its end; default 2048.
   */
  'command-limit'?: number;
  /**
   * What it writes without a line end when it waits for a command.
   */
  prompts?: string[];
  /**
   * What the device does not say of itself; recorded as stated here.
   */
  identity?: {
    firmware?: string;
    version?: string;
    model?: string;
  };
  /**
   * Classes in the order of their numbers, from 0, and of the scores.
   *
   * @minItems 1
   */
  labels?: string[];
  /**
   * How long a tick of the field `ticks` is, such as "1 us".
   */
  tick?: string;
  /**
   * What the bytes of a stimulus are, little-endian; needed for {values}.
   */
  input?: 'int8' | 'uint8' | 'int16' | 'float32';
  identify?: Exchange;
  infer?: Exchange;
  reset?: Exchange;
  sleep?: Exchange;
  messages: {
    [k: string]: Message;
  };
}
export interface Exchange {
  /**
   * The line to send, without its end. {sample}, {x} (base64), {hex}, {values} and {bytes} (how many) stand for the stimulus, {ms} for how long to sleep; {{ and }} for braces.
   */
  send: string;
  /**
   * The message that answers it.
   */
  expect: string;
}
export interface Message {
  /**
   * Regular expression of a line of this message.
   */
  match: string;
  /**
   * What it tells; where absent, what it answers or delivers says it.
   */
  means?: 'identity' | 'inference' | 'boot' | 'wake' | 'error' | 'state' | 'nothing';
  /**
   * Where its values stand: in the named groups of the match (default), as key=value after it, or in a JSON object.
   */
  read?: 'groups' | 'key-value' | 'json';
  fields?: {
    [k: string]:
      | string
      | {
          /**
           * The name its value has in the line.
           */
          from: string | string[];
          /**
           * Unit of the number in the line, such as ms.
           */
          unit?: string;
          /**
           * Factor the number is multiplied with.
           */
          times?: number;
        };
  };
}
