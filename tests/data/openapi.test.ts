import { createConfig, lintFromString } from '@redocly/openapi-core';
import { describe, expect, it } from 'vitest';
import { computeTables } from '../../data/commands/tables.ts';
import { toOpenApi } from '../../data/formats/openapi.ts';
import { toOperations } from '../../data/operations.ts';
import { toDocsPage } from '../../data/pages/docs.ts';
import { filters, tableParameters } from '../../data/query.ts';
import { rowsOfTables } from '../../data/release.ts';
import { toVocabulary } from '../../data/vocabulary.ts';

const outcome = computeTables();
if (outcome.status === 'invalid') throw new Error('The tables are invalid.');
const { dataset, computed } = outcome;
const tables = rowsOfTables(dataset, computed);
const release = { id: '2026-05-04.1', released: '2026-05-04T00:00:00Z' };
const api = toOpenApi({ description: dataset.description, release, operations: toOperations(tables) });

describe('the description of the API', () => {
  it('is clean in the recommended rules of Redocly', async () => {
    const config = await createConfig({ extends: ['recommended'] });
    const problems = await lintFromString({ source: JSON.stringify(api), config });
    expect(problems.map(({ ruleId, message, location }) => `${ruleId} ${message} ${location[0]?.pointer}`)).toEqual([]);
  });

  it('is looked at by those rules', async () => {
    const config = await createConfig({ extends: ['recommended'] });
    const { info, ...without } = api;
    const problems = await lintFromString({ source: JSON.stringify(without), config });
    expect(problems.map(({ ruleId }) => ruleId)).toContain('struct');
    expect(info.version).toBe('2026-05-04.1');
  });

  it('has every parameter that the Worker takes, with the values that it takes', () => {
    for (const table of ['observations', 'claims', 'sources', 'milestones', 'checks', 'indicators', 'codes'] as const) {
      const named = api.paths[`/${table}.csv`]?.get.parameters.map((parameter) => ('$ref' in parameter ? parameter.$ref : ''));
      const { names, shapeOf } = tableParameters(table, toVocabulary(table, tables));
      expect(named).toEqual(names.map((name) => `#/components/parameters/${table}-${name}`));
      for (const name of names) {
        const { example } = api.components.parameters[`${table}-${name}`] ?? {};
        expect([table, name, shapeOf(name).safeParse(example).success]).toEqual([table, name, true]);
      }
    }
    expect(api.components.parameters['observations-partner']?.schema).toMatchObject({
      items: { enum: [...toVocabulary('observations', tables)('partner').keys()] },
    });
  });

  it('lists no ids by the hundred', () => {
    expect(filters.observations).toContain('observation');
    expect(JSON.stringify(api).length).toBeLessThan(200_000);
  });
});

describe('/docs', () => {
  const page = toDocsPage(api, dataset.description);
  it('has every operation and every parameter of the description', () => {
    for (const [path, { get }] of Object.entries(api.paths)) {
      expect(page).toContain(`<h3 id="${get.operationId}"><code>${path}</code></h3>`);
    }
    for (const { name } of Object.values(api.components.parameters)) expect(page).toContain(`<code>${name}</code>`);
  });

  it('loads nothing from anywhere else', () => {
    expect(page).not.toMatch(/<script|style="|(src|href)="https?:\/\/(?!xizang-trade\.example|creativecommons\.org)/);
  });
});
