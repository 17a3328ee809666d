/** JSON with two spaces and a final newline: the form every document of a run is written in. */
export const toJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
