import { count } from '../count.ts';
import type { Described, DescribedTable } from '../described.ts';

/** What stands in the ZIP beside the data, for whoever finds it in a folder in ten years: plain text that is Markdown as well. */
export function toReadme({ description, release, tables }: Described): string {
  const { title, license, origin, publisher } = description;
  return [
    `# ${title.en}`,
    description.description.en,
    `Release ${release.id}, ${release.released.slice(0, 10)}. ${publisher.name.en}, <${origin}/>.`,
    `The dataset is published under ${license.name}, <${license.url}>. Name the source of a figure beside it; LICENSE.txt has the attribution.`,
    '## What is here',
    [
      ...tables.map(({ name, title, rows }) => `- ${name}.csv, ${name}.json: ${count(rows, 'row')}. ${title}`),
      '- facts.json: what the cards show, with every word of it.',
      '- datapackage.json: the names and types of all columns (Data Package 2).',
      '- SHA256SUMS: the digests of these files. `sha256sum -c SHA256SUMS` checks them.',
    ].join('\n'),
    'CSV is by RFC 4180: UTF-8, commas, CRLF, a header. An empty cell means none; lists are separated by spaces. JSON has the same rows in the same order, with numbers as numbers, lists as arrays and null for none.',
    ...tables.flatMap(toColumns),
  ]
    .join('\n\n')
    .concat('\n');
}

function toColumns({ name, title, columns }: DescribedTable): string[] {
  const lines = columns.map(({ name, kind, allowed, description }) => {
    const values = allowed === undefined ? '' : ` One of ${allowed.join(', ')}.`;
    return `- ${name} (${kind}): ${description}${values}`;
  });
  return [`## ${name}`, title, lines.join('\n')];
}
