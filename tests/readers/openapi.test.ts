import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { beforeAll, expect, inject, it } from 'vitest';
import type { OpenApi } from '../../data/formats/openapi.ts';
import { isStrict } from '../../data/strict-address.ts';

/** The description of the API put to the test: every operation is called with its own examples, and the answer held against its schema. */
const origin = inject('origin');
let api: OpenApi;
let ajv: Ajv2020;

beforeAll(async () => {
  api = (await (await fetch(`${origin}/openapi.json`)).json()) as OpenApi;
  ajv = new Ajv2020({ strict: false, allErrors: false });
  addFormats.default(ajv);
  ajv.addSchema(api, 'api');
});

type Parameter = OpenApi['components']['parameters'][string];
type Get = OpenApi['paths'][string]['get'];

const parametersOf = ({ parameters }: Get): Parameter[] =>
  parameters.map((parameter) =>
    '$ref' in parameter ? (api.components.parameters[parameter.$ref.split('/').at(-1) ?? ''] as Parameter) : parameter,
  );

const fill = (path: string, parameters: readonly Parameter[]) =>
  parameters.reduce((text, { name, example }) => text.replace(`{${name}}`, String(example)), path);

const textOf = ({ name, example }: Parameter) => `${name}=${[example].flat().map(String).map(encodeURIComponent).join(',')}`;

async function expectAnswer(url: string, status: number, get: Get): Promise<void> {
  const response = await fetch(`${origin}${url}`);
  const text = await response.text();
  expect([url, response.status]).toEqual([url, status]);
  const type = response.headers.get('Content-Type')?.replace(/;.*/, '') ?? '';
  const documented = get.responses[status];
  const described = documented !== undefined && '$ref' in documented ? resolve(documented.$ref) : documented;
  const schema = (described as { content: Record<string, { schema: { $ref?: string } }> }).content[type]?.schema;
  expect([url, type, schema]).not.toEqual([url, type, undefined]);
  if (schema?.$ref === undefined) return;
  const validate = ajv.getSchema(`api${schema.$ref}`);
  expect([url, validate?.(JSON.parse(text)), validate?.errors]).toEqual([url, true, null]);
}

function resolve(reference: string): unknown {
  return api.components.responses[reference.split('/').at(-1) ?? ''];
}

it('every operation answers to its examples as it is described', async () => {
  let asked = 0;
  for (const [path, { get }] of Object.entries(api.paths)) {
    const parameters = parametersOf(get);
    const query = parameters.filter((each) => each.in === 'query');
    const required = query.filter((each) => each.required === true).map(textOf);
    const address = [fill(path, parameters), ...required].join('?');
    await expectAnswer(address, 200, get);
    // Each parameter by itself, for all together would leave no row
    for (const parameter of query.filter((each) => each.required !== true)) {
      await expectAnswer(`${address}${required.length > 0 ? '&' : '?'}${textOf(parameter)}`, 200, get);
      asked += 1;
    }
  }
  expect(asked).toBeGreaterThan(100);
});

it('every error is described too', async () => {
  for (const [path, { get }] of Object.entries(api.paths)) {
    const parameters = parametersOf(get);
    const address = fill(path, parameters);
    // What is linked and embedded ignores what it does not know; oEmbed misses the address to embed
    const status = isStrict(address) || path === '/oembed.json' ? 400 : 200;
    await expectAnswer(`${address}?no-such=1`, status, get);
    for (const parameter of parameters) {
      if (parameter.in === 'query') await expectAnswer(`${address}?${parameter.name}=%00`, 400, get);
      else await expectAnswer(path.replace(`{${parameter.name}}`, 'no-such'), 404, get);
    }
  }
});
