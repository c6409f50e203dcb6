import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CustomElementDeclaration, Package } from 'custom-elements-manifest';
import { describe, expect, inject, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const consumer = inject('consumer');
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const read = (name: string) => JSON.parse(readFileSync(join(consumer, 'node_modules/xizang-trade', name), 'utf8'));

const manifest: Package = read('custom-elements.json');
const element = manifest.modules[0]?.declarations?.[0] as CustomElementDeclaration;
const namesOf = (list: readonly { name: string }[] | undefined) => (list ?? []).map(({ name }) => name);
const attributes = namesOf(element.attributes);

/** The names in code in the first column of a table of the README, by its head. */
function firstColumn(head: string): string[] {
  const [, rows = ''] = README.split(`| ${head} |`)[1]?.match(/^[^\n]*\n\|[- |]+\|\n((?:\|.*\n)+)/) ?? [];
  return [...rows.matchAll(/^\| `([^`]+)`/gm)].flatMap(([, name]) => name ?? []);
}

/** The names in code in the second cell of a row of the table of what can be styled. */
function styled(first: string): string[] {
  const [, cell = ''] = README.match(new RegExp(`^\\| ${first} \\| (.*) \\|$`, 'm')) ?? [];
  return [...cell.matchAll(/`([^`]+)`/g)].flatMap(([, name]) => name ?? []);
}

describe('custom-elements.json', () => {
  it('has the attributes of the class, and the one that only the style sheet reads', () => {
    const module = `import { XizangTrade } from 'xizang-trade'; console.log(JSON.stringify(XizangTrade.observedAttributes))`;
    const observed = JSON.parse(
      execFileSync(process.execPath, ['--input-type=module', '--eval', module], { cwd: consumer, encoding: 'utf8' }),
    );
    expect(attributes.filter((name) => name !== 'theme').toSorted()).toEqual(observed.toSorted());
    expect(readFileSync(join(ROOT, 'widget/element.css'), 'utf8')).toContain(':host([theme="dark" i])');
  });

  it('has the attributes, events, parts, states and custom properties that the README has', () => {
    expect(attributes.toSorted()).toEqual(firstColumn('attribute').toSorted());
    expect(namesOf(element.events)).toEqual(firstColumn('event'));
    expect(namesOf(element.cssParts).toSorted()).toEqual(styled('`::part\\(\\)`').toSorted());
    expect(namesOf(element.cssProperties)).toEqual(styled('custom properties'));
    expect(namesOf((element as { cssStates?: { name: string }[] }).cssStates).toSorted()).toEqual(
      styled('`:state\\(\\)`').toSorted(),
    );
  });

  it('has the properties of the class that a page can use, each with its attribute', () => {
    expect(element.members?.map((member) => [member.name, 'attribute' in member ? member.attribute : undefined])).toEqual([
      ...['fact', 'facts', 'topic', 'variant', 'release'].map((name) => [name, name]),
      ['asOf', 'as-of'],
      ['src', 'src'],
      ['data', undefined],
      ['state', undefined],
    ]);
  });

  it('says which module has the class, and which one registers it', () => {
    expect(manifest.modules.flatMap(({ path, exports = [] }) => exports.map(({ kind, name }) => [path, kind, name]))).toEqual([
      ['./xizang-trade.js', 'js', 'XizangTrade'],
      ['./define.js', 'custom-element-definition', 'xizang-trade'],
    ]);
  });
});

describe('what editors read', () => {
  it('for VS Code has every attribute with its values, and every part and custom property', () => {
    const [tag] = read('vscode.html-custom-data.json').tags;
    expect(tag.name).toBe('xizang-trade');
    expect(namesOf(tag.attributes)).toEqual(attributes);
    expect(namesOf(tag.attributes.find(({ name }: { name: string }) => name === 'theme').values)).toEqual([
      'auto',
      'light',
      'dark',
    ]);
    const css = read('vscode.css-custom-data.json');
    expect(namesOf(css.properties)).toEqual(namesOf(element.cssProperties));
    expect(namesOf(css.pseudoElements)).toEqual(namesOf(element.cssParts).map((name) => `::part(${name})`));
  });

  it('for JetBrains has the name and version of the package, every attribute and every event', () => {
    const types = read('web-types.json');
    expect([types.name, types.version]).toEqual(['xizang-trade', read('package.json').version]);
    const [tag] = types.contributions.html.elements;
    expect(namesOf(tag.attributes)).toEqual(attributes);
    expect(namesOf(tag.js.events)).toEqual(namesOf(element.events));
    expect(read('package.json')['web-types']).toBe('./web-types.json');
  });
});
