/** Papers of the two themes, as styles/theme.css has them. */
const papers = { light: ['#ffffff', '#f3f5f7'], dark: ['#14181d', '#1d232a'] } as const;

/** What WCAG 2.1 asks of text (1.4.3, level AA). */
const readable = 4.5;

type Rgb = readonly [number, number, number];

const rgb = (colour: string): Rgb => {
  const value = Number.parseInt(colour.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
};

const linear = (channel: number): number => {
  const share = channel / 255;
  return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
};

const luminance = (colour: string): number => {
  const [red, green, blue] = rgb(colour).map(linear) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

/** Contrast of two `#rrggbb`, 1 to 21 (WCAG 2.1, contrast ratio). */
export const contrast = (a: string, b: string): number => {
  const [light, dark] = [luminance(a), luminance(b)].toSorted((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
};

const mixed = (from: string, to: string, share: number): string => {
  const [start, end] = [rgb(from), rgb(to)];
  const channels = start.map((value, index) =>
    Math.round(value + ((end[index] ?? value) - value) * share),
  );
  return `#${channels.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
};

/** The colour, taken towards black or white as far as it takes to be read on a theme's papers. */
const readableOn = (colour: string, theme: keyof typeof papers): string => {
  const end = theme === 'light' ? '#000000' : '#ffffff';
  for (let step = 0; step < 50; step += 1) {
    const candidate = mixed(colour, end, step / 50);
    if (papers[theme].every((paper) => contrast(candidate, paper) >= readable)) return candidate;
  }
  return end;
};

/** Style sheet of a customer's colour: rules under heads and links, never a verdict. */
export const accentSheet = (colour: string | undefined): string => {
  if (colour === undefined) return '';
  const [light, dark] = [readableOn(colour, 'light'), readableOn(colour, 'dark')];
  return `:root{--accent:${light};--link:${light}}
@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){--accent:${dark};--link:${dark}}}
@media screen{:root[data-theme=dark]{--accent:${dark};--link:${dark}}}`;
};
