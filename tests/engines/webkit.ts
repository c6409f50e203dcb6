import { type ChildProcess, spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { freePort } from '../browsers/project.ts';
import { type Engine, untilOpen } from './engine.ts';

/**
 * WebKitGTK of Debian: its MiniBrowser on a screen that nobody sees, by plain calls of WebDriver (https://www.w3.org/TR/webdriver2/).
 * Playwright drives a WebKit of its own only.
 */
export async function launchWebkit(): Promise<Engine> {
  const [binary] = globSync('/usr/lib/*/webkit2gtk-4.1/MiniBrowser');
  if (binary === undefined) throw new Error('There is no MiniBrowser. Run `npm run test:all`, which installs webkit2gtk-driver.');
  const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1400x1100x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const display = await new Promise<string>((resolve, reject) => {
    screen.once('error', reject);
    screen.stdio[3]?.once('data', (number) => resolve(`:${String(number).trim()}`));
  });
  const port = await freePort();
  const driver = spawn('WebKitWebDriver', [`--port=${port}`], {
    stdio: 'ignore',
    // No graphics card, no desktop
    env: {
      ...process.env,
      DISPLAY: display,
      LIBGL_ALWAYS_SOFTWARE: '1',
      GDK_BACKEND: 'x11',
      NO_AT_BRIDGE: '1',
      WEBKIT_DISABLE_DMABUF_RENDERER: '1',
    },
  });
  // Longer than a script may take, so that what the driver says of one comes first
  const call = (method: 'POST' | 'DELETE', path: string, body?: unknown, patience = 150_000) =>
    callDriver(`http://127.0.0.1:${port}${path}`, method, body, patience);
  await untilListening(`http://127.0.0.1:${port}/status`);
  const options = { binary, args: ['--automation'] };
  const { sessionId } = (await call('POST', '/session', {
    capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options, pageLoadStrategy: 'none' } },
  })) as { sessionId: string };
  const session = `/session/${sessionId}`;
  await call('POST', `${session}/timeouts`, { script: 120_000 });
  await call('POST', `${session}/window/rect`, { x: 0, y: 0, width: 1300, height: 1000 });
  return {
    open: async (url) => {
      await call('POST', `${session}/url`, { url });
      await untilOpen(url, async (isOpen) => {
        const script = `return (${isOpen})(${JSON.stringify(url)})`;
        // Where the page before leaves in a process of its own, WebKit may lose the question: it is given up, and asked again
        return (await call('POST', `${session}/execute/sync`, { script, args: [] }, 2000)) as boolean;
      });
    },
    run: async (code, ...given) => {
      const script = `const done = arguments[arguments.length - 1];
        Promise.resolve().then(() => (${code})(...arguments[0])).then((value) => done({ value }), (error) => done({ error: String(error) }))`;
      const { value, error } = (await call('POST', `${session}/execute/async`, { script, args: [given] })) as {
        value: never;
        error?: string;
      };
      if (error !== undefined) throw new Error(error);
      return value;
    },
    close: async () => {
      await call('DELETE', session);
      await Promise.all([driver, screen].map(stop));
    },
  };
}

/** Throws when the driver refuses, and when it has not answered within as many milliseconds as there is patience. */
async function callDriver(url: string, method: string, body: unknown, patience: number): Promise<unknown> {
  const signal = AbortSignal.timeout(patience);
  const response = await fetch(url, { method, signal, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }).catch(
    (cause) => {
      throw new Error(`WebDriver did not answer ${method} ${url}, for which it had ${patience} ms.`, { cause });
    },
  );
  const { value } = (await response.json()) as { value: { error?: string; message?: string } };
  if (!response.ok) throw new Error(`WebDriver answered ${method} ${url} with ${value.error}: ${value.message}`);
  return value;
}

async function untilListening(url: string): Promise<void> {
  for (let times = 0; times < 2400; times += 1) {
    const there = await fetch(url).then(
      () => true,
      // It has not begun to listen yet
      () => false,
    );
    if (there) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('WebKitWebDriver did not begin to listen.');
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
