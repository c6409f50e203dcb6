import type { TestProject } from 'vitest/node';
import { copyProject, freePort, startProject, waitFor } from './project.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where `npm start` serves the project to all test files of a Vitest project. */
    origin: string;
    /** All that it printed until it was ready. */
    printed: string;
  }
}

/** `npm start` in a copy, once for all test files of a Vitest project: they read what it serves and change nothing. */
export default async function startOnce(project: TestProject): Promise<() => Promise<void>> {
  const copy = copyProject();
  const port = await freePort();
  const started = startProject(copy.folder, { PORT: String(port) });
  await waitFor(started, 'Stop with Ctrl+C');
  project.provide('origin', `http://localhost:${port}`);
  project.provide('printed', started.printed());
  return async () => {
    started.process.kill('SIGINT');
    await started.ended;
    copy.remove();
  };
}
