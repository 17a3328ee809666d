import { withoutCommands } from '../../reporters/github/commands.ts';

/** A runner of GitHub Actions takes some lines for commands, also where a device's name begins one. */
export const obeyedByNoRunner = (text: string): string =>
  process.env['GITHUB_ACTIONS'] === 'true' ? withoutCommands(text) : text;
