import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium, installDebianPackages } from './browsers/chromium.ts';

/**
 * `npm test`: Node, workerd and Chromium. `npm run test:all`: also Firefox, WebKitGTK, the readers and data tools, which it installs
 * from Debian, the commands that publish, the package for npm, and all that is long.
 * Builds first, for the tests serve what was built. The runner's JSON report is left in `.reports/`.
 */
const ROOT = join(import.meta.dirname, '..');
const all = process.argv.includes('--all');
const projects = [
  'data',
  'store',
  'worker',
  'served',
  'faults',
  'widget',
  'browsers',
  ...(all ? ['engines', 'readers', 'publishing', 'packages'] : []),
];
const report = join(ROOT, '.reports', all ? 'test-all.json' : 'test.json');

/** What these tests need from Debian, by a file that shows that it is there. */
const PACKAGES = {
  jing: '/usr/bin/jing',
  'python3-feedparser': '/usr/lib/python3/dist-packages/feedparser',
  newsboat: '/usr/bin/newsboat',
  curl: '/usr/bin/curl',
  'python3-pandas': '/usr/lib/python3/dist-packages/pandas',
  'python3-openpyxl': '/usr/lib/python3/dist-packages/openpyxl',
  'python3-rdflib': '/usr/lib/python3/dist-packages/rdflib',
  csvkit: '/usr/bin/csvsql',
  bibutils: '/usr/bin/ris2xml',
  'r-base-core': '/usr/bin/Rscript',
  'default-jre-headless': '/usr/bin/java',
  'libreoffice-calc-nogui': '/usr/bin/soffice',
  hugo: '/usr/bin/hugo',
  'firefox-esr': '/usr/bin/firefox-esr',
  'webkit2gtk-driver': '/usr/bin/WebKitWebDriver',
  xvfb: '/usr/bin/Xvfb',
};

ensureChromium();
if (all) {
  const missing = Object.entries(PACKAGES).flatMap(([name, file]) => (existsSync(file) ? [] : [name]));
  if (missing.length > 0) {
    console.log(`Installing ${missing.join(', ')} with apt-get (once) ...`);
    installDebianPackages(missing);
  }
}
// Programs start many times in the tests: what Node compiled once it takes from there
process.env.NODE_COMPILE_CACHE ??= join(ROOT, '.cache/node');
// Read by extent.ts
process.env.TEST_EXTENT = all ? 'all' : 'daily';
if (all) process.env.TEST_SEED ??= String(randomInt(2 ** 31));
rmSync(report, { force: true });
run('data/commands/build.ts');
run(
  'node_modules/vitest/vitest.mjs',
  'run',
  ...projects.map((name) => `--project=${name}`),
  '--reporter=default',
  '--slowTestThreshold=5000',
  '--silent=passed-only',
  `--reporter=${join(import.meta.dirname, 'slowest-reporter.ts')}`,
  '--reporter=json',
  `--outputFile.json=${report}`,
);

function run(script: string, ...options: string[]): void {
  const { status } = spawnSync(process.execPath, [join(ROOT, script), ...options], { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
