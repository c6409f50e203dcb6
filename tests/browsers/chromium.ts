import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright';

/** The shell first: Chromium without its own windows, which takes half the time of a whole browser that hides them. */
const USUAL_PLACES = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** Chromium as root has no sandbox; the rest keeps a test browser from calling its maker. */
export const CHROMIUM_ARGUMENTS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
  // Otherwise letters are as wide as the settings of the machine have them
  '--font-render-hinting=none',
  '--force-color-profile=srgb',
];

/** The Chromium to test with: `CHROMIUM`, then the usual places, then Playwright's own; throws when there is none. */
export function chromiumPath(): string {
  const path = findChromium();
  if (path === undefined) throw new Error('No Chromium found. Run `npm test`, which installs it, or set CHROMIUM to its path.');
  return path;
}

/** Finds Chromium or installs it: on Debian as root by apt, elsewhere by Playwright. Says in one line what it does. */
export function ensureChromium(): string {
  const found = findChromium();
  if (found !== undefined) return found;
  const apt = existsSync('/usr/bin/apt-get') && process.getuid?.() === 0;
  console.log(`Chromium is missing: installing it ${apt ? 'with apt-get' : 'with playwright'} (once) ...`);
  if (apt) installDebianPackages(['chromium-headless-shell']);
  else execFileSync('npx', ['playwright', 'install', 'chromium'], { stdio: ['ignore', 'inherit', 'inherit'] });
  return chromiumPath();
}

/** Installs what is missing of these packages. Debian as root only; elsewhere it throws and names them. */
export function installDebianPackages(packages: readonly string[]): void {
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) {
    throw new Error(`Not Debian as root, so nothing was installed. Install by hand what matches: ${packages.join(' ')}`);
  }
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('apt-get', ['-qq', 'update'], { stdio: ['ignore', 'ignore', 'inherit'], env: environment });
  execFileSync('apt-get', ['-qq', '-y', '--no-install-recommends', 'install', ...packages], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: environment,
  });
}

function findChromium(): string | undefined {
  return [process.env.CHROMIUM, ...USUAL_PLACES, chromium.executablePath()].find(
    (path) => path !== undefined && path !== '' && existsSync(path),
  );
}
