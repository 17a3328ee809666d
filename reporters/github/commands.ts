/** Where an annotation stands and what it is called. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly col?: number | undefined;
}

const data = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** One line that a runner of GitHub Actions reads as an annotation. */
export const command = ({ level, title, message, file, line, col }: Annotation): string => {
  const place = file === undefined ? {} : { file, line, col };
  const properties = Object.entries({ ...place, title })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${property(String(value))}`);
  return `::${level} ${properties.join(',')}::${data(message)}\n`;
};

/**
 * Text that a runner prints and does not obey: it takes a line that begins with `::`, and `##[`
 * anywhere in one, for a command.
 */
export const withoutCommands = (text: string): string =>
  text.replace(/^([^\S\n]*):(?=:)/gmu, '$1: ').replaceAll('##[', '## [');
