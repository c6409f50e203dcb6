import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { keepFewFacts } from '../publishing/copy.ts';
import { copyProject, freePort, startProject, waitFor } from './project.ts';

it('npm start on a new machine serves everything but the pictures at once, then these, and ends at Ctrl+C without a complaint', async () => {
  const project = copyProject();
  // The first facts of the table, none of them drawn before
  keepFewFacts(project.folder, 3);
  rmSync(join(project.folder, '.cache'));
  mkdirSync(join(project.folder, '.cache'));
  const origin = `http://localhost:${await freePort()}`;
  const started = startProject(project.folder, { PORT: new URL(origin).port });
  const statusOf = async (path: string) => {
    const response = await fetch(`${origin}${path}`);
    await response.arrayBuffer();
    return response.status;
  };

  await waitFor(started, 'Stop with Ctrl+C');
  expect(started.printed()).not.toContain('Drawing pictures, kept in .cache/: 3 of 3');
  const { facts } = (await (await fetch(`${origin}/facts.json`)).json()) as { facts: { fact: string }[] };
  expect(facts).toHaveLength(3);
  for (const path of ['/', '/observations.csv', '/feed.atom', `/facts/${facts[0]?.fact}`])
    expect([path, await statusOf(path)]).toEqual([path, 200]);

  await waitFor(started, 'The pictures are served, too.');
  for (const { fact } of facts) await expect.poll(() => statusOf(`/facts/${fact}.png`)).toBe(200);

  started.process.kill('SIGINT');
  expect(await started.ended).toBe(0);
  expect(started.printed()).not.toMatch(/ended with|^ +at /m);
  project.remove();
});
