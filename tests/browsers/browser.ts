import { type Browser, chromium } from 'playwright';
import { inject } from 'vitest';

/** Connects to the Chromium that the test files of a project share; closing it ends the connection and its contexts only. */
export function connectChromium(): Promise<Browser> {
  return chromium.connect(inject('chromium'));
}
