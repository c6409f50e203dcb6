import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What a module runs: its own file and all that it imports from this project, and the packages that these import. Sorted. */
export type Imports = { files: readonly string[]; packages: readonly string[] };

/** `import … from`, `export … from` and `import '…'`; types run nothing. */
const IMPORT = /^(?:import|export)\s(?!type\b)(?:[^;']*?\sfrom\s)?'([^']+)';$/gm;

/** Follows the imports of a module, as the house writes them: at the beginning of a line, with single quotes. */
export function importsOf(module: string): Imports {
  const files = new Set<string>();
  const packages = new Set<string>();
  const follow = (file: string) => {
    if (files.has(file)) return;
    files.add(file);
    for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(IMPORT)) {
      if (name.startsWith('.')) follow(join(dirname(file), name));
      else if (!name.startsWith('node:')) packages.add(/^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name);
    }
  };
  follow(module);
  return { files: [...files].toSorted(), packages: [...packages].toSorted() };
}
