import { launch } from 'puppeteer-core';

/** Prints HTML with nothing but a browser: the floor of every PDF reporter. */
export const barePrint = async (executablePath, html) => {
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await launch({ executablePath, headless: 'shell', args });
  try {
    const page = await browser.newPage();
    await page.setContent(html, { waitUntil: 'load' });
    return await page.pdf({
      preferCSSPageSize: true,
      printBackground: true,
      tagged: true,
      outline: true,
    });
  } finally {
    await browser.close();
  }
};
