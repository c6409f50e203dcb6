import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { create, ts } from '@custom-elements-manifest/analyzer';
import { getWebTypesData } from 'custom-element-jet-brains-integration';
import { getVsCodeCssCustomData, getVsCodeHtmlCustomData } from 'custom-element-vs-code-integration';
import type { ClassMember, CustomElementDeclaration, CustomElementField, Package } from 'custom-elements-manifest';
import { ROOT } from '../tables.ts';

const SOURCE = 'widget/xizang-trade.ts';

/** What tools and editors read of the element, out of the comment above its class: texts by file name. */
export function describeElement(): Record<string, string> {
  const manifest = readManifest();
  // Its fields are those of the schema, whose types say the same in other words
  const described = manifest as unknown as Parameters<typeof getWebTypesData>[0];
  const options = { hideMethodDocs: true, hideLogs: true };
  return {
    'custom-elements.json': `${JSON.stringify(manifest, null, 2)}\n`,
    'vscode.html-custom-data.json': getVsCodeHtmlCustomData(described, options),
    'vscode.css-custom-data.json': getVsCodeCssCustomData(described, options),
    'web-types.json': getWebTypesData(described, options),
  };
}

/** The manifest of the class, with what a page can use and nothing else, under the names that the package has. */
function readManifest(): Package {
  // Not its command, which writes a line into the package.json of the project
  const source = ts.createSourceFile(SOURCE, readFileSync(join(ROOT, SOURCE), 'utf8'), ts.ScriptTarget.ES2022, true);
  const analysed = create({ modules: [source] });
  const [element] = analysed.modules.flatMap(({ declarations = [] }) => declarations) as CustomElementDeclaration[];
  if (element?.tagName !== 'xizang-trade') throw new Error(`${SOURCE} has no class with the comment "@tag xizang-trade".`);
  const module = './xizang-trade.js';
  const declaration = { name: element.name, module };
  return {
    schemaVersion: analysed.schemaVersion,
    modules: [
      {
        kind: 'javascript-module',
        path: module,
        declarations: [toPublic(element)],
        exports: [{ kind: 'js', name: element.name, declaration }],
      },
      {
        kind: 'javascript-module',
        path: './define.js',
        exports: [{ kind: 'custom-element-definition', name: 'xizang-trade', declaration }],
      },
    ],
  };
}

/** The analyser lists private members too, and takes the parameter of a method for an event; it does not join `as-of` with `asOf`. */
function toPublic(element: CustomElementDeclaration): CustomElementDeclaration {
  const attributes = element.attributes ?? [];
  const members = (element.members ?? []).filter(isPublic);
  const attributeOf = (member: ClassMember) => attributes.find(({ name }) => toCamelCase(name) === member.name)?.name;
  return {
    ...element,
    members: members.map((member) => {
      const attribute = attributeOf(member);
      return attribute === undefined ? member : ({ ...member, attribute, reflects: true } as CustomElementField);
    }),
    attributes: attributes.map((attribute) => {
      const member = members.find((each) => attributeOf(each) === attribute.name);
      return member === undefined ? attribute : { ...attribute, fieldName: member.name };
    }),
    events: (element.events ?? []).filter(({ name }) => name.startsWith('xizang-trade-')),
  };
}

function isPublic({ privacy, static: isStatic }: ClassMember): boolean {
  return privacy === undefined && !isStatic;
}

function toCamelCase(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
