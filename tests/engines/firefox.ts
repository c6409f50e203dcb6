import { launch } from 'puppeteer-core';
import { type Engine, untilOpen } from './engine.ts';

/** Firefox ESR of Debian, by WebDriver BiDi. */
export async function launchFirefox(): Promise<Engine> {
  const browser = await launch({
    browser: 'firefox',
    executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr',
    headless: true,
  });
  const page = await browser.newPage();
  await page.setViewport({ width: 1100, height: 900 });
  return {
    open: async (url) => {
      // It is there at the end of loading only, and a test may keep a script back; what goes wrong, untilOpen says
      page.goto(url).catch(() => {});
      await untilOpen(url, (isOpen) => page.evaluate(isOpen, url));
    },
    run: (code, ...given) => page.evaluate(code as never, ...(given as never[])) as never,
    close: () => browser.close(),
  };
}
