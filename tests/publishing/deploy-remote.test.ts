import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { POINTER_KEY, Pointer } from '../../data/keys.ts';
import { copyProject } from '../browsers/project.ts';
import { keepFewFacts, runIn, runScript } from './copy.ts';
import { type KvApi, NAMESPACE, startKvApi } from './kv-api.ts';

/** The whole way with the real claims and some of the facts: the stand-in keeps values, but takes no Worker, so the last step alone must fail. */
let api: KvApi;
const { folder, remove } = copyProject();

beforeAll(async () => {
  api = await startKvApi();
  keepFewFacts(folder, 4);
});
afterAll(async () => {
  await api.close();
  remove();
});

it('checks, builds, pushes and verifies, and where the Worker is not taken says what is served', async () => {
  // Between two releases the tables may be ahead; a copy can be released without harm
  const released = await runScript(join(folder, 'data/commands/release.ts'), ['--note', 'A copy.'], { cwd: folder });
  expect(released.code).toBe(0);
  // The same of the element: a version that is still being made is not deployed
  expect((await runIn(folder, ['freeze-element'])).code).toBe(0);
  await runIn(folder, ['configure', '--origin', 'https://trade.example.org', '--namespace', NAMESPACE]);
  const { code, stdout, stderr } = await runIn(folder, ['deploy'], { env: api.env });
  expect(stdout).toMatch(
    /1\/4 .*\n[\s\S]*2\/4 .*\n[\s\S]*values written, all verified[\s\S]*3\/4 .*\n[\s\S]*holds what git has[\s\S]*4\/4 /,
  );
  expect([code, stderr]).toEqual([
    1,
    expect.stringMatching(/Step 4 of 4 failed: Deploying the Worker\.[\s\S]*The release is live/),
  ]);
  const pointer = Pointer.parse(JSON.parse(String(api.values.get(POINTER_KEY))));
  expect(pointer).toMatchObject({ seq: 1, previous: null, release: expect.stringMatching(/^\d{4}-\d\d-\d\d\.\d+$/) });
  expect(released.stdout).toContain(pointer.release);
});
