// Generated from the schema of the same name by `npm run types`. Do not edit.

/**
 * One firmware build: its image, the part it is for, its model.
 */
export interface Build {
  build: string;
  firmware?: string;
  version?: string;
  /**
   * ELF file, relative to this file.
   */
  image: string;
  /**
   * SHA-256, lower-case hex.
   */
  sha256: string;
  /**
   * Part file, relative to this file.
   */
  part: string;
  /**
   * Core clock, such as "12 MHz".
   */
  clock?: string;
  model?: {
    id: string;
    file?: string;
    /**
     * SHA-256, lower-case hex.
     */
    sha256?: string;
  };
}
