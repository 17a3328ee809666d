/** One face a report may use beside the shipped ones. */
export interface ExtraFont {
  /** Path as configured, for errors. */
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** A template that stands in for the shipped one of the same name. */
export interface OwnTemplate {
  /** Absolute path, for errors. */
  readonly file: string;
  readonly text: string;
}

/** How reports look: what `report` in pilot.config.ts names, already read. Nothing here changes a number. */
export interface Look {
  readonly name?: string | undefined;
  /** `data:` address of the logo. */
  readonly logo?: string | undefined;
  /** `#rrggbb`. */
  readonly colour?: string | undefined;
  readonly footer?: string | undefined;
  /** By name without extension, such as `page-one`. */
  readonly templates?: ReadonlyMap<string, OwnTemplate> | undefined;
  readonly fonts?: readonly ExtraFont[] | undefined;
}
