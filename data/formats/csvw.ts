import { primaryKeys, references } from '../column-descriptions.ts';
import type { Described, DescribedTable } from '../described.ts';
import type { Column } from '../published-shape.ts';

/** https://www.w3.org/TR/tabular-data-model/#link-header: the type by which a CSV file's description is found. */
export const CSVW_TYPE = 'application/csvm+json; charset=utf-8';

/** CSV on the Web (https://www.w3.org/TR/tabular-metadata/): a group of all tables. The remote context is the one that it demands. */
export function toCsvw({ description, release, tables }: Described): string {
  const group = {
    '@context': ['http://www.w3.org/ns/csvw', { '@language': 'en' }],
    'dc:title': description.title.en,
    'dc:description': description.description.en,
    'dc:license': { '@id': description.license.url },
    'dc:publisher': description.publisher.name.en,
    'dc:identifier': release.id,
    'dc:modified': { '@value': release.released, '@type': 'dateTime' },
    tables: tables.map(toTable),
  };
  return `${JSON.stringify(group, null, 2)}\n`;
}

function toTable({ name, title, columns }: DescribedTable) {
  return {
    url: `${name}.csv`,
    'dc:title': name,
    'dc:description': title,
    tableSchema: {
      columns: columns.map(toColumn),
      primaryKey: primaryKeys[name],
      foreignKeys: Object.entries(references[name] ?? {}).map(([column, table]) => ({
        columnReference: column,
        reference: { resource: `${table}.csv`, columnReference: primaryKeys[table] },
      })),
    },
  };
}

function toColumn({ name, kind, required, description }: Column) {
  return {
    name,
    titles: name,
    'dc:description': description,
    datatype: kind === 'number' ? 'number' : 'string',
    ...(kind === 'list' ? { separator: ' ' } : {}),
    ...(required ? { required: true } : {}),
  };
}
