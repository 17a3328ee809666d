import axe from 'axe-core';
import type { Page } from 'puppeteer-core';
import { expect, test } from 'vitest';
import { variants } from '../../fixtures/records/variants.ts';
import { renderHtml } from '../html.ts';
import { buildReportModel } from '../model/report-model.ts';
import { openPage, overhang } from './testing/open-page.ts';

const rendered = (variant: keyof typeof variants): string =>
  renderHtml(buildReportModel(variants[variant](), { digest: '3f2a'.repeat(16) }), {
    look: { name: 'Nordwerk', colour: '#ffcc00', footer: 'Test laboratory' },
  });

/** Rules of WCAG 2.1 A and AA and good practice that the page breaks, with where. */
const violations = async (page: Page): Promise<string[]> => {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe: checker } = globalThis as unknown as { axe: typeof axe };
    const found = await checker.run(document, { resultTypes: ['violations'] });
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary}`),
    );
  });
};

const views = (['rehearsalGo', 'noGo', 'hostile'] as const).flatMap((variant) =>
  ([1280, 360] as const).flatMap((width) =>
    (['light', 'dark'] as const).map((scheme) => ({ variant, width, scheme })),
  ),
);

test.each(views)(
  '$variant at $width px, $scheme: clean for axe, within the window, nothing loaded or said',
  async ({ variant, width, scheme }) => {
    const { page, incidents } = await openPage(rendered(variant), { width, scheme });
    expect(await violations(page)).toEqual([]);
    expect(await overhang(page)).toBe(0);
    expect(incidents).toEqual([]);
    await page.close();
  },
);

test('the checker sees what is wrong: a table that only a mouse scrolls, a picture unnamed', async () => {
  const broken = rendered('rehearsalGo')
    .replaceAll(' tabindex="0"', '')
    .replace("'sha256-", "'sha256-no")
    .replaceAll(/ role="img" aria-label="[^"]*"/gu, ' role="img"');
  const { page, incidents } = await openPage(broken, { width: 360 });
  const rules = new Set((await violations(page)).map((each) => each.split(':')[0]));
  expect(rules).toEqual(new Set(['scrollable-region-focusable', 'svg-img-alt']));
  expect(incidents.join()).toContain('Content Security Policy');
  await page.close();
});
