import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { count } from '../../count.ts';
import type { Bundle } from '../../manifest.ts';
import { build } from '../build.ts';
import type { OpenedNamespace } from '../namespace.ts';
import { readReleases } from '../releases.ts';
import { verify } from '../verify.ts';
import { parseCommand, runCommand, withNamespace } from './command.ts';

/** Verifies, says what differs, and gives back how many failures there are. */
export async function verifyNamespace({ namespace, name }: OpenedNamespace, built: Bundle): Promise<number> {
  const releases = (await readReleases()).map(({ release }) => release);
  const findings = await verify(namespace, releases, built);
  for (const { kind, text } of findings) {
    if (kind === 'failure') console.error(`Failure: ${text}`);
    else console.log(`Difference: ${text}`);
  }
  const failures = findings.filter(({ kind }) => kind === 'failure').length;
  const files = releases.reduce((sum, release) => sum + release.files.length, 0);
  const counted = `${count(releases.length, 'release')} with ${count(files, 'file')}`;
  console.log(
    failures === 0
      ? `${name} holds what git has: ${counted}, and all that is served.`
      : `${count(failures, 'failure')} in ${counted} and what ${name} serves.`,
  );
  return failures;
}

/** Builds from the tables into a folder that is removed again; `origin` is the address that links are written with. */
export async function rebuild(origin = process.env.ORIGIN): Promise<Bundle> {
  const folder = mkdtempSync(join(tmpdir(), 'xizang-trade-'));
  try {
    return await build(origin, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** `npm run verify`: compares KV with `data/releases/`, and the newest release with what the tables give. Writes nothing. */
if (import.meta.main) {
  await runCommand(async () => {
    const { flags } = parseCommand('npm run verify -- [--remote]', ['remote']);
    const built = await rebuild();
    return (await withNamespace(flags.remote, (opened) => verifyNamespace(opened, built))) === 0 ? 0 : 1;
  });
}
