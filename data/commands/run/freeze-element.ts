import { toIntegrity } from '../../versions.ts';
import { buildElement } from '../build-element.ts';
import { freezeVersion, readPackageVersion, readVersions } from '../versions.ts';
import { parseCommand, runCommand } from './command.ts';

/** `npm run freeze-element`: builds the element and keeps its bytes under the version of package.json, for ever. */
await runCommand(async () => {
  parseCommand('npm run freeze-element', []);
  const version = readPackageVersion();
  const files = await buildElement();
  const built = { version, files, integrity: await toIntegrity(files) };
  // The day is read here once, as `npm run release` reads it, and written down
  const outcome = freezeVersion(await readVersions(), built, new Date().toISOString().slice(0, 10));
  console.log(
    outcome === 'unchanged'
      ? `Version ${version} is frozen already, with these very bytes; nothing was written.`
      : `Froze version ${version} in widget/versions/${version}/. Commit widget/versions/; it is never edited.`,
  );
  return 0;
});
