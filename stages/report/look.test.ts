import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { PilotError } from '../../documents/pilot-error.ts';
import { scratchFolder } from '../../fixtures/scratch-folder.ts';
import { loadConfig } from '../config.ts';
import { loadLook } from './look.ts';

const svg = '<?xml version="1.0"?><!-- x --><svg xmlns="http://www.w3.org/2000/svg"/>';
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const logoOf = async (content: string | Buffer, name: string = 'logo.bin'): Promise<string> => {
  const file = join(await scratchFolder(), name);
  await writeFile(file, content);
  return file;
};

const refusal = async (report: Parameters<typeof loadLook>[0]): Promise<string> => {
  const error = await loadLook(report).catch((reason: unknown) => reason);
  const { code, exitCode, message, where, hint } = error as PilotError;
  expect(where?.file).toBeTruthy();
  return `${exitCode} ${code}: ${message} ${hint}`;
};

test('a logo is known by its content, whatever its name', async () => {
  const address = async (content: string | Buffer): Promise<string | undefined> =>
    (await loadLook({ brand: { logo: await logoOf(content, 'logo.txt') } })).logo;
  expect(await address(svg)).toBe(
    `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`,
  );
  expect(await address(png)).toMatch(/^data:image\/png;base64,iVBOR/u);
  expect(await address(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0]))).toMatch(/^data:image\/jpeg/u);
});

test.each([
  ['a web page', '<html><svg></svg></html>', /no SVG, PNG or JPEG/u],
  ['nothing', '', /no SVG, PNG or JPEG/u],
  ['a PNG cut short', png.subarray(0, 40), /cut short/u],
  ['a script', '<svg><script>alert(1)</script></svg>', /holds a script/u],
  ['text in fonts of the machine', '<svg><text>N</text></svg>', /turned into paths/u],
  ['another file', '<svg><image href="https://x/y.png"/></svg>', /refers to another file/u],
  ['entities', '<!DOCTYPE svg [<!ENTITY a "b">]><svg/>', /LOGO_INVALID/u],
  ['too much', Buffer.concat([png, Buffer.alloc(512 * 1024)]), /has 513 KB, at most 512/u],
])('a logo that is %s is refused', async (_what, content, expected) => {
  const said = await refusal({ brand: { logo: await logoOf(content) } });
  expect(said).toMatch(/^2 LOGO_INVALID/u);
  expect(said).toMatch(expected);
});

test('what is not there is named, each by its own code', async () => {
  const nowhere = join(await scratchFolder(), 'nowhere');
  expect(await refusal({ brand: { logo: nowhere } })).toMatch(/^2 LOGO_MISSING: .*nowhere/u);
  expect(await refusal({ fonts: [nowhere] })).toMatch(/^2 FONT_MISSING: .*nowhere/u);
  expect(await refusal({ templates: nowhere })).toMatch(/^2 TEMPLATES_MISSING: .*nowhere/u);
});

test('own templates are found by the names of the shipped ones, and no other name is taken', async () => {
  const folder = await scratchFolder();
  await mkdir(join(folder, 'styles'));
  await writeFile(join(folder, '.gitkeep'), '');
  await writeFile(join(folder, 'page-one.hbs'), '\uFEFFa\r\nb');
  await writeFile(join(folder, 'styles', 'print.css'), 'p{}');
  const { templates } = await loadLook({ templates: folder });
  expect([...(templates?.keys() ?? [])]).toEqual(['page-one', 'styles/print']);
  expect(templates?.get('page-one')).toEqual({ file: join(folder, 'page-one.hbs'), text: 'a\nb' });
  await writeFile(join(folder, 'bussiness.hbs'), '');
  expect(await refusal({ templates: folder })).toMatch(
    /^2 TEMPLATE_UNKNOWN: .*"bussiness\.hbs".*Did you mean "business\.hbs"\?/u,
  );
});

test('a file that is no font, and a template that is none, are refused before anything is drawn', async () => {
  const folder = await scratchFolder();
  const font = join(folder, 'fake.woff2');
  await writeFile(font, 'no font');
  expect(await refusal({ fonts: [font] })).toMatch(/^2 FONT_INVALID: /u);
  const templates = join(folder, 'templates');
  await mkdir(templates);
  for (const [name, text, expected] of [
    ['page-one.hbs', 'a\n{{#if decision}}', /^2 TEMPLATE_BROKEN: This is no Handlebars/u],
    ['page-one.hbs', '{{> nowhere}}', /^2 TEMPLATE_BROKEN: There is no template "nowhere"/u],
    ['markdown.hbs', '{{sing 1}}', /^2 TEMPLATE_BROKEN: .*"sing".*"sign"/su],
  ] as const) {
    await writeFile(join(templates, name), text);
    expect(await refusal({ templates })).toMatch(expected);
    await writeFile(join(templates, name), 'fine');
  }
});

test('paths start from the configuration, and its schema refuses a colour that is none', async () => {
  const folder = await scratchFolder();
  const file = join(folder, 'pilot.config.mjs');
  await writeFile(join(folder, 'logo.svg'), svg);
  await writeFile(
    file,
    `export default { report: { brand: { logo: './logo.svg' }, templates: 't', fonts: ['f.woff2'] } };`,
  );
  const { config } = await loadConfig('/', file);
  expect(config.report).toEqual({
    brand: { logo: join(folder, 'logo.svg') },
    templates: join(folder, 't'),
    fonts: [join(folder, 'f.woff2')],
  });
  const wrong = join(folder, 'wrong.config.mjs');
  await writeFile(wrong, `export default { report: { brand: { colour: 'red' } } };`);
  await expect(loadConfig('/', wrong)).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
});
