import { count } from '../count.ts';
import type { Described } from '../described.ts';

export const TEXT_TYPE = 'text/plain; charset=utf-8';

/** `/llms.txt` (https://llmstxt.org): what a language model should read of this site, and what it must not make of it. */
export function toLlms({ description, release, tables, downloads }: Described): string {
  const { origin, title, license } = description;
  const link = (name: string, path: string, what: string) => `- [${name}](${origin}${path}): ${what}`;
  return `# ${title.en}

> ${description.description.en}

Release ${release.id}, under ${license.name}. Every value has bounds, a status (stated, derived or contested) and the claims that it rests
on. Quote a value with its unit, its period, its qualifier and its source. Do not add values on different bases, in different units
or of overlapping periods, do not join series that the dataset keeps apart, and give no causes: the sources state none.

## Tables

${tables.map(({ name, title, rows }) => link(name, `/${name}.json`, `${count(rows, 'row')}. ${title}`)).join('\n')}

## Facts

${link('facts', '/facts.json', 'the figures of the cards with every word of them, in English and Chinese')}
- One fact: ${origin}/facts/{fact}.json, its page ${origin}/facts/{fact}, a citation ${origin}/facts/{fact}.txt
- One observation with its evidence: ${origin}/observations/{id}.json

## Descriptions

${link('OpenAPI', '/openapi.json', 'what can be asked, with every parameter and its values; a wrong one is refused with what was probably meant')}
${link('Data Package', '/datapackage.json', 'the names and types of all columns')}
${link('CSV on the Web', '/csvw.json', 'the same for CSV')}
${link('schema.org', '/dataset.jsonld', 'the dataset with all downloads')}

## Optional

${downloads
  .filter(({ path }) => !/^\/[a-z]+\.(json|csv)$/.test(path))
  .map(({ path, title }) => link(path.slice(1), path, title))
  .join('\n')}
`;
}
