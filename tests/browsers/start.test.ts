import { readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { copyProject, freePort, startProject } from './project.ts';

/** The project that all these files share is started by the command. */
const origin = inject('origin');
const printed = inject('printed');

describe('npm start', () => {
  it('shows progress, and one line per useful address', () => {
    expect(printed).toMatch(/1\/3 .*\n.*\n2\/3 .*\n3\/3 /);
    for (const path of [
      '/',
      '/zh/',
      '/observations.csv',
      '/observations.json',
      '/feed.atom',
      '/facts.json',
      '/xizang-trade.js',
      '/health',
    ]) {
      expect(printed).toContain(`${origin}${path} `);
    }
  });

  it('serves every address that it prints, out of KV', async () => {
    for (const [, path = ''] of printed.matchAll(/localhost:\d+(\S*) {2}/g)) {
      const response = await fetch(`${origin}${path}`);
      await response.arrayBuffer();
      expect([path, response.status]).toEqual([path, 200]);
    }
    expect(await (await fetch(`${origin}/health`)).json()).toMatchObject({ state: 'current', seq: 1 });
  });

  it('answers HEAD with the length of what GET sends', async () => {
    const length = (await (await fetch(`${origin}/observations.csv`)).arrayBuffer()).byteLength;
    const head = await new Promise<string | undefined>((resolve, reject) => {
      request(`${origin}/observations.csv`, { method: 'HEAD' }, (response) => resolve(response.headers['content-length']))
        .on('error', reject)
        .end();
    });
    expect(head).toBe(String(length));
  });

  it('says in a sentence that a port is taken', async () => {
    const project = copyProject();
    const second = startProject(project.folder, { PORT: new URL(origin).port });
    expect(await second.ended).toBe(1);
    project.remove();
    expect(second.printed().trim()).toBe(
      `Port ${new URL(origin).port} is taken. Stop what listens there, or choose another: PORT=8788 npm start`,
    );
  });

  it('says in a sentence what is wrong with a table', async () => {
    const broken = copyProject();
    const claims = join(broken.folder, 'data/tables/claims.csv');
    writeFileSync(claims, readFileSync(claims, 'utf8').replace(',8479000000,', ',8479000000.5,'));
    const failed = startProject(broken.folder, { PORT: String(await freePort()) });
    expect(await failed.ended).toBe(1);
    expect(failed.printed()).toMatch(/claims\.csv:\d+:\d+: value "8479000000\.5" has digits finer than its precision 1000000\./);
    expect(failed.printed()).not.toMatch(/^ +at /m);
    broken.remove();
  });
});
