/** Markup of one SVG element, with every text already escaped. */
export type Svg = string & { readonly __svg: unique symbol };

type Attributes = Readonly<Record<string, string | number | undefined>>;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escapeText = (text: string): string =>
  text.replace(/[&<>"']/gu, (character) => entities[character] ?? character);

/** Two decimals are finer than any printer and the same on every machine. */
const attribute = (value: string | number): string =>
  typeof value === 'number' ? String(Math.round(value * 100) / 100 || 0) : escapeText(value);

export const element = (tag: string, attributes: Attributes, ...children: readonly Svg[]): Svg => {
  const list = Object.entries(attributes)
    .filter((entry): entry is [string, string | number] => entry[1] !== undefined)
    .map(([key, value]) => ` ${key}="${attribute(value)}"`)
    .join('');
  const body = children.join('');
  return (body === '' ? `<${tag}${list}/>` : `<${tag}${list}>${body}</${tag}>`) as Svg;
};

/**
 * Colours of the marks. The class lets a page recolour them (dark screens); the attribute makes the
 * picture whole on its own. Lightness differs too, so that grey print tells them apart.
 */
const paints = {
  ink: '#1b1f24',
  muted: '#59626d',
  grid: '#d8dde3',
  paper: '#ffffff',
  data: '#4472a8',
  soft: '#c7d7ea',
  pass: '#00695c',
  fail: '#b3261e',
  inconclusive: '#7a5900',
  error: '#5e35b1',
} as const;

export type Paint = keyof typeof paints;

export const fill = (paint: Paint): Attributes => ({ class: `f-${paint}`, fill: paints[paint] });

export const stroke = (paint: Paint, width: number = 1, dash?: string): Attributes => ({
  class: `s-${paint}`,
  fill: 'none',
  stroke: paints[paint],
  'stroke-width': width,
  'stroke-dasharray': dash,
});

export type Anchor = 'start' | 'middle' | 'end';

export interface TextStyle {
  readonly anchor?: Anchor;
  readonly paint?: Paint;
  readonly size?: number;
  readonly bold?: boolean;
}

export const text = (x: number, y: number, content: string, style: TextStyle = {}): Svg =>
  element(
    'text',
    {
      x,
      y,
      ...fill(style.paint ?? 'ink'),
      'font-size': style.size ?? fontSize,
      'text-anchor': style.anchor === 'start' ? undefined : style.anchor,
      'font-weight': style.bold === true ? 600 : undefined,
    },
    escapeText(content) as Svg,
  );

export const line = (x1: number, y1: number, x2: number, y2: number, style: Attributes): Svg =>
  element('line', { x1, y1, x2, y2, ...style });

export const fontSize = 11;

/** Width of every chart, in its own units: the text column of an A4 page. */
export const chartWidth = 680;

/** A whole picture: named by what it shows, so that it can be read aloud. */
export const picture = (height: number, finding: string, ...children: readonly Svg[]): Svg =>
  element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${chartWidth} ${Math.ceil(height)}`,
      role: 'img',
      'aria-label': finding,
      'font-family': 'Inter, sans-serif',
      class: 'chart',
    },
    ...children,
  );
