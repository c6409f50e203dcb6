import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../tables.ts';

/** The package.json of the package. Its version, licence and dependencies are those that the element is built and tested with. */
export function describePackage(): object {
  const read = (path: string) => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
  const { version, license, dependencies } = read('package.json');
  const { origin } = read('data/tables/dataset.json');
  const entry = (name: string) => ({ types: `./types/widget/package/${name}.d.ts`, default: `./${name}.js` });
  return {
    name: 'xizang-trade',
    version,
    description: 'The element <xizang-trade>: facts about the foreign trade of Xizang (Tibet) as cards, each with its source',
    keywords: ['custom-element', 'web-component', 'open-data', 'trade', 'tibet'],
    homepage: origin,
    license,
    type: 'module',
    exports: {
      '.': entry('xizang-trade'),
      './define': entry('define'),
      './react': entry('react'),
      './xizang-trade.css': './xizang-trade.css',
      './custom-elements.json': './custom-elements.json',
      './package.json': './package.json',
    },
    sideEffects: ['./define.js', './react.js', './xizang-trade.css'],
    customElements: 'custom-elements.json',
    'web-types': './web-types.json',
    // A range, so that a page that has Lit already gets no second one
    dependencies: { '@lit/reactive-element': `^${dependencies['@lit/reactive-element']}` },
    peerDependencies: { '@types/react': '>=19' },
    peerDependenciesMeta: { '@types/react': { optional: true } },
  };
}
