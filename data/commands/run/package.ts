import { relative } from 'node:path';
import { buildPackage, PACKAGE_FOLDER } from '../package/build-package.ts';
import { ROOT } from '../tables.ts';
import { parseCommand, runCommand } from './command.ts';

/** `npm run package`: builds the element as a package for npm. It publishes nothing. */
await runCommand(async () => {
  parseCommand('npm run package', []);
  await buildPackage();
  const folder = relative(ROOT, PACKAGE_FOLDER);
  console.log(
    `Built the package in ${folder}/. "npm pack ./${folder}" makes the file to install, "npm publish ./${folder}" publishes it.`,
  );
  return 0;
});
