import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { findDamaged } from '../../data/commands/intact.ts';
import type { Namespace } from '../../data/commands/namespace.ts';
import { readPointer } from '../../data/commands/pointer.ts';
import { keysOf, push } from '../../data/commands/push.ts';
import { readManifest } from '../../data/commands/read-manifest.ts';
import { openRemote } from '../../data/commands/remote-namespace.ts';
import { POINTER_KEY } from '../../data/keys.ts';
import { copyProject } from '../browsers/project.ts';
import { FIRST, firstRelease, SECOND, secondRelease } from '../data/releases.fixture.ts';
import { leaveBuilt, runIn } from './copy.ts';
import { type KvApi, NAMESPACE, startKvApi } from './kv-api.ts';

/** The real wrangler, with a stand-in of Cloudflare's API behind it. */
let api: KvApi;
const { folder, remove } = copyProject();

beforeAll(async () => {
  const { code } = await runIn(folder, ['configure', '--namespace', NAMESPACE]);
  expect(code).toBe(0);
});
afterAll(remove);

beforeEach(async () => {
  api = await startKvApi();
  for (const [name, value] of Object.entries(api.env)) vi.stubEnv(name, value);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await api.close();
});

/** The values of the stand-in as a namespace, for what a test does besides. */
const inside = (): Namespace => ({
  get: async (key) => {
    const value = api.values.get(key);
    return value === undefined ? null : new Uint8Array(value).buffer;
  },
  put: async (key, value) => {
    api.values.set(key, typeof value === 'string' ? Buffer.from(value) : Buffer.from(value));
  },
  list: async ({ prefix }) => ({
    keys: [...api.values.keys()].filter((name) => name.startsWith(prefix)).map((name) => ({ name })),
    list_complete: true,
  }),
});

/** Which release is served, and which of its values are not whole. */
async function served() {
  const pointer = await readPointer(inside());
  const manifest = pointer && (await readManifest(inside(), pointer.manifest));
  if (manifest === undefined) throw new Error('Nothing whole is served.');
  return {
    release: manifest.release,
    seq: pointer?.seq,
    damaged: await findDamaged(inside(), keysOf(manifest, pointer?.manifest ?? '')),
  };
}

const pushRemotely = () => runIn(folder, ['push', '--built', '--remote'], { env: api.env });

describe('the namespace of the account', () => {
  it('takes and gives back text and bytes, many in one call', async () => {
    const { namespace } = openRemote(NAMESPACE);
    const bundle = await firstRelease();
    const values = [...bundle.values].filter(([key]) => key !== POINTER_KEY);
    await Promise.all(values.map(([key, bytes]) => namespace.put(key, bytes.slice().buffer)));
    expect(api.requests).toEqual(['PUT bulk']);
    for (const [key, bytes] of values) expect(api.values.get(key)).toEqual(Buffer.from(bytes));

    const keys = [...values.map(([key]) => key), `blob/${'0'.repeat(64)}`];
    const found = await Promise.all(keys.map((key) => namespace.get(key, 'arrayBuffer')));
    expect(found.map((value) => value && Buffer.from(value))).toEqual([...values.map(([, bytes]) => Buffer.from(bytes)), null]);
    // The picture is not text: it alone is read again
    expect(api.requests.slice(1)).toEqual(['POST bulk/get', expect.stringMatching(/^GET values\/blob\/[0-9a-f]{64}$/)]);
  });

  it('lists all pages, and deletes', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) api.values.set(`blob/${name}`, Buffer.from(name));
    const { namespace } = openRemote(NAMESPACE);
    await namespace.delete('blob/d');
    const { keys } = await namespace.list({ prefix: 'blob/' });
    expect(keys.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'e', 'f', 'g'].map((name) => `blob/${name}`));
  });

  it('says in the words of wrangler why it does not answer', async () => {
    api.fault = () => 403;
    const { namespace } = openRemote(NAMESPACE);
    await expect(namespace.get('pointer/current', 'arrayBuffer')).rejects.toThrow(
      /^wrangler kv bulk get ended with 1\. It printed:[\s\S]*KV is not well/,
    );
  });
});

describe('npm run push -- --remote', () => {
  it('publishes, and says in lines how far it is', async () => {
    leaveBuilt(folder, await firstRelease());
    const { code, stdout, stderr } = await pushRemotely();
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      /^(Verified in the namespace of the account: \d+ of 1 KiB\n)+2026-05-04\.1 is in .*: 4 values written, all verified; pointer 1\.\n$/,
    );
    expect(await served()).toEqual({ release: FIRST, seq: 1, damaged: [] });
  });

  it('leaves the old release whole when the API fails, then when it is killed, and a third run finishes the work', async () => {
    await push(inside(), await firstRelease(), new Date());
    leaveBuilt(folder, await secondRelease());
    // The blobs, the manifest, the log and the pointer are written by a call each
    let writes = 0;
    const atWrite = (nth: number, fault: () => number) => {
      writes = 0;
      api.fault = ({ method, path }) => (method === 'PUT' && path === 'bulk' && ++writes >= nth ? fault() : undefined);
    };
    atWrite(2, () => 503);
    const failed = await pushRemotely();
    expect(failed.code).toBe(1);
    expect(failed.stderr).toMatch(/^wrangler kv bulk put ended with 1\. It printed:[\s\S]*KV is not well/);
    expect(failed.stderr).not.toMatch(/^ +at /m);
    expect(await served()).toEqual({ release: FIRST, seq: 1, damaged: [] });

    let kill = () => {};
    atWrite(3, () => {
      kill();
      return 503;
    });
    const killed = await runIn(folder, ['push', '--built', '--remote'], { env: api.env, killer: (killing) => (kill = killing) });
    expect(killed.code).toBe(-1);
    expect(await served()).toEqual({ release: FIRST, seq: 1, damaged: [] });

    api.fault = () => undefined;
    expect(await pushRemotely()).toMatchObject({ code: 0, stderr: '' });
    expect(await served()).toMatchObject({ release: SECOND, damaged: [] });
  });

  it('stops when somebody else publishes while it writes', async () => {
    await push(inside(), await firstRelease(), new Date());
    leaveBuilt(folder, await secondRelease());
    const other = await firstRelease('somebody else’s');
    let done: Promise<unknown> | undefined;
    api.fault = ({ method }) => {
      if (method === 'PUT') done ??= push(inside(), other, new Date());
      return undefined;
    };
    const { code, stderr } = await pushRemotely();
    expect([code, stderr]).toEqual([
      1,
      'Somebody else moved the pointer meanwhile: it is now 2, release 2026-05-04.1. Look at what is served, then push again if it should be yours.\n',
    ]);
    await done;
    expect(await served()).toEqual({ release: FIRST, seq: 2, damaged: [] });
  });

  it('asks for the id of the namespace where wrangler.toml has none', async () => {
    const bare = copyProject();
    leaveBuilt(bare.folder, await firstRelease());
    const { code, stderr } = await runIn(bare.folder, ['push', '--built', '--remote'], { env: api.env });
    bare.remove();
    expect([code, stderr]).toEqual([
      1,
      'wrangler.toml gives no id for the namespace RELEASES. Make one with npx wrangler kv namespace create RELEASES, then write its id down with npm run configure -- --namespace ID\n',
    ]);
    expect(api.requests).toEqual([]);
  });
});
