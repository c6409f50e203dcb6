import * as z from 'zod';
import { Fact } from '../fact.ts';
import { toPublishedShape } from '../published-shape.ts';
import type { TableName } from '../table-shapes.ts';

/** What JSON Schema calls itself (2020-12, Core, section 14). */
export const JSON_SCHEMA_TYPE = 'application/schema+json; charset=utf-8';

/**
 * JSON Schema (2020-12) of one row: an element of the list in `/{table}.json`, a line of NDJSON. `facts` is the shape of a
 * fact. Written from the shapes that the tables are read by.
 */
export function toJsonSchema(name: TableName | 'facts', origin: string): string {
  const shape = name === 'facts' ? Fact.describe('What a card shows, with every word of it.') : toPublishedShape(name);
  const { $schema, ...schema } = z.toJSONSchema(shape);
  return `${JSON.stringify({ $schema, $id: `${origin}/schemas/${name}.schema.json`, title: name, ...schema }, null, 2)}\n`;
}
