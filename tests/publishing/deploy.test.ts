import { afterAll, expect, it } from 'vitest';
import { copyProject } from '../browsers/project.ts';
import { changeTables, runIn } from './copy.ts';
import { NAMESPACE } from './kv-api.ts';

const { folder, remove } = copyProject();
afterAll(remove);

/** Where nothing may be reached: a deploy that tried would fail otherwise than is expected here. */
const env = { CLOUDFLARE_API_BASE_URL: 'http://127.0.0.1:9', CLOUDFLARE_API_TOKEN: 'token', CLOUDFLARE_ACCOUNT_ID: 'account' };

it('asks for an origin, then for a namespace, and then refuses a draft, each before anything is written', async () => {
  expect(await runIn(folder, ['deploy'], { env })).toEqual({
    code: 1,
    stdout: '',
    stderr:
      'The origin is still https://xizang-trade.example, which is nobody’s address. Write yours down: npm run configure -- --origin https://xizang-trade.my-name.workers.dev\n',
  });
  await runIn(folder, ['configure', '--origin', 'https://trade.example.org']);
  expect((await runIn(folder, ['deploy'], { env })).stderr).toMatch(
    /^Step 1 of 4 failed: Checking the settings and the tables, building\.\n\nwrangler\.toml gives no id .*\n\nNothing was changed\. Mend it, then run npm run deploy again\.\n$/,
  );
  await runIn(folder, ['configure', '--namespace', NAMESPACE]);
  changeTables(folder);
  expect((await runIn(folder, ['deploy'], { env })).stderr).toMatch(/^Step 1 of 4 failed: .*\n\nThe tables build as .*\+draft: /);
  const unless = await runIn(folder, ['deploy', '--unless-draft'], { env });
  expect(unless).toMatchObject({ code: 0, stderr: '' });
  expect(unless.stdout).toMatch(/Nothing was deployed\. The tables build as .*\+draft: /);
});
