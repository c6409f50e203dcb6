import { existsSync } from 'node:fs';
import { cpus } from 'node:os';

/** The programs without which nothing can be measured; nginx may be absent, and is left out then. */
const TOOLS = { wrk: '/usr/bin/wrk', taskset: '/usr/bin/taskset' };
const PACKAGES = { wrk: 'wrk', taskset: 'util-linux' };

/** Throws with what is to be done where a tool, or the second core, is missing. */
export function requireTools(): void {
  const missing = Object.entries(TOOLS).flatMap(([name, file]) =>
    existsSync(file) ? [] : [PACKAGES[name as keyof typeof TOOLS]],
  );
  if (missing.length > 0)
    throw new Error(`The bench needs ${missing.join(' and ')}. On Debian: apt-get install ${missing.join(' ')} nginx-light`);
  if (!existsSync('/proc/self/task') || cpus().length < 2)
    throw new Error('The bench needs Linux with two cores: one for the server, one for the load.');
}
