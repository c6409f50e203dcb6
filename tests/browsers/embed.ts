import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EmbedOptions as Chosen } from '../../data/embed-options.ts';
import { toScriptParts } from '../../data/formats/snippet.ts';
import { toVariantCard } from '../../data/formats/variant-card.ts';
import { currentVersion, type VersionsAnswer } from '../../data/versions.ts';
import { readFacts } from './publication.ts';

/** As the gallery offers them; `attributes` are what else stands in the tag. */
export type EmbedOptions = Partial<Chosen> & { attributes?: string };

const README = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
const VERSIONS = join(import.meta.dirname, '../../dist/site/versions.json');

/** What people paste: style, figures between the tags, script. */
export function toEmbed(origin: string, facts: readonly string[], options: EmbedOptions = {}): string {
  return `${toStyle(origin)}\n${toElement(origin, facts, options)}\n${toScript(origin)}`;
}

/** The line that a page takes over with its first card: the look of the figures. */
export function toStyle(origin: string): string {
  return toLines(origin, 'total-2025').style;
}

/** The line that a page takes over with its last card. */
export function toScript(origin: string): string {
  return toLines(origin, 'total-2025').script;
}

/** The element with the complete figures of these facts between its tags: of one as it is offered, of more in a grid. */
export function toElement(origin: string, ids: readonly string[], options: EmbedOptions = {}): string {
  const [first = '', ...others] = ids;
  const { attributes = '', ...chosen } = options;
  const { element } = toLines(origin, first, chosen);
  const figures = ids.map((id) =>
    String(toVariantCard(findFact(id), complete(chosen), { release: readFacts().release, origin })),
  );
  const grid =
    others.length === 0
      ? element
      : `${element.split('>')[0]?.replace(/ fact="[^"]*"/, ` facts="${ids.join(' ')}"`)}><div class="xt-cards">\n${figures.join('\n')}\n</div></xizang-trade>`;
  return attributes === '' ? grid : grid.replace('<xizang-trade ', `<xizang-trade ${attributes} `);
}

/** The sources that a strict host must allow for the script, as the README prints them. */
export function readSources(origin: string): string {
  const [, cell = ''] = README.match(/^\| script \| (.*) \|$/m) ?? [];
  const address = cell.match(/https:[^`\s]+/)?.[0];
  const directives = [...cell.matchAll(/[a-z]+-src/g)].map(([name]) => name);
  if (address === undefined || directives.length === 0)
    throw new Error(`README.md does not say what a host must allow: "${cell}".`);
  return directives.map((name) => `${name} ${origin}`).join('; ');
}

function toLines(origin: string, id: string, options: Partial<Chosen> = {}) {
  const version = currentVersion((JSON.parse(readFileSync(VERSIONS, 'utf8')) as VersionsAnswer).versions);
  const release = { id: readFacts().release };
  return toScriptParts(findFact(id), { ...complete(options), pinned: false }, { origin, version, release });
}

function complete({ language = 'en', theme = 'auto', variant = 'card' }: Partial<Chosen>): Chosen {
  return { language, theme, variant };
}

function findFact(id: string) {
  const found = readFacts().facts.find(({ fact }) => fact === id);
  if (found === undefined) throw new Error(`There is no fact "${id}" among those that were built.`);
  return found;
}
