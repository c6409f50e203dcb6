import { chromium } from 'playwright';
import type { TestProject } from 'vitest/node';
import { CHROMIUM_ARGUMENTS, chromiumPath } from './chromium.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where Playwright reaches the Chromium that all test files of a project share. */
    chromium: string;
  }
}

/** One Chromium for all test files of a project: each test opens a context of its own in it, which shares nothing with others. */
export default async function serveChromium(project: TestProject): Promise<() => Promise<void>> {
  const server = await chromium.launchServer({ executablePath: chromiumPath(), args: CHROMIUM_ARGUMENTS });
  project.provide('chromium', server.wsEndpoint());
  return () => server.close();
}
