import { primaryKeys, references } from '../column-descriptions.ts';
import type { Described, DescribedTable } from '../described.ts';
import type { Column } from '../published-shape.ts';
import { toUrn } from './uuid.ts';

/** Data Package 2 (https://datapackage.org/standard/data-package/): the tables as CSV. Paths are relative, so that the ZIP has the same. */
export function toDataPackage({ description, release, tables }: Described): string {
  const { title, license, publisher, origin } = description;
  const descriptor = {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: 'xizang-trade',
    id: toUrn('dataset', description),
    title: title.en,
    description: description.description.en,
    homepage: `${origin}/`,
    version: release.id,
    created: release.released,
    licenses: [{ title: license.name, path: license.url }],
    contributors: [{ title: publisher.name.en, path: `${origin}/`, roles: ['publisher'] }],
    resources: tables.map(toResource),
  };
  return `${JSON.stringify(descriptor, null, 2)}\n`;
}

function toResource({ name, title, columns, rows, csv }: DescribedTable) {
  return {
    $schema: 'https://datapackage.org/profiles/2.0/dataresource.json',
    name,
    type: 'table',
    path: `${name}.csv`,
    title,
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    bytes: csv.size,
    hash: `sha256:${csv.sha256}`,
    // Not a word of the standard, which allows others: the number of rows without the header
    rows,
    dialect: { $schema: 'https://datapackage.org/profiles/2.0/tabledialect.json', lineTerminator: '\r\n' },
    schema: {
      $schema: 'https://datapackage.org/profiles/2.0/tableschema.json',
      fields: columns.map((column) => toField(column, primaryKeys[name])),
      missingValues: [''],
      primaryKey: primaryKeys[name],
      ...toForeignKeys(name),
    },
  };
}

/** Left out where there are none: an empty list is not valid. */
function toForeignKeys(name: DescribedTable['name']) {
  const foreignKeys = Object.entries(references[name] ?? {}).map(([column, table]) => ({
    fields: [column],
    reference: { resource: table, fields: primaryKeys[table] },
  }));
  return foreignKeys.length === 0 ? {} : { foreignKeys };
}

function toField({ name, kind, required, allowed, description }: Column, primaryKey: readonly string[]) {
  // The standard has a type `list`, its JSON profile has not, and readers refuse a table with a type that they do not know
  const type = kind === 'number' ? 'number' : 'string';
  const unique = primaryKey.length === 1 && primaryKey[0] === name;
  const constraints = {
    ...(required ? { required: true } : {}),
    ...(unique ? { unique: true } : {}),
    ...(allowed === undefined ? {} : { enum: allowed }),
  };
  const text = kind === 'list' ? `${description} Several values are separated by spaces.` : description;
  return { name, type, description: text, ...(Object.keys(constraints).length > 0 ? { constraints } : {}) };
}
