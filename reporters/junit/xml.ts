/** What XML 1.0 cannot hold even escaped (section 2.2), lone surrogates included. */
const illegal = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
};

/** As the text of an element. */
export const text = (value: string): string =>
  value
    .replace(illegal, '\ufffd')
    .replace(/[&<>\r]/gu, (character) => entities[character] ?? character);

/** As attributes; null is left out. */
export const attributes = (values: Readonly<Record<string, string | number | null>>): string =>
  Object.entries(values)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => {
      const escaped = String(value)
        .replace(illegal, '\ufffd')
        .replace(/[&<>"\n\r\t]/gu, (character) => entities[character] ?? character);
      return ` ${key}="${escaped}"`;
    })
    .join('');

/** As properties; null and empty ones are left out. */
export const properties = (
  values: Readonly<Record<string, string | null>>,
  indent: string,
): string => {
  const rows = Object.entries(values)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `${indent}  <property${attributes({ name, value })}/>\n`);
  return rows.length === 0 ? '' : `${indent}<properties>\n${rows.join('')}${indent}</properties>\n`;
};

/** Dots would make further packages of a name. */
export const packagePart = (name: string): string => name.replace(/\./gu, '-');
