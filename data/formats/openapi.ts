import * as z from 'zod';
import { Fact, FactsAnswer } from '../fact.ts';
import { groups, type Operation } from '../operations.ts';
import { type ProblemName, problemNames, problems, problemType } from '../problems.ts';
import { toPublishedShape } from '../published-shape.ts';
import { Description } from '../schema.ts';
import { isStrict } from '../strict-address.ts';
import { tableNames } from '../table-shapes.ts';

/** https://www.iana.org/assignments/media-types/application/vnd.oai.openapi+json is asked for, not yet given; this is what tools take. */
export const OPENAPI_TYPE = 'application/json; charset=utf-8';

type Schema = Record<string, unknown>;
type Parameter = {
  name: string;
  in: 'query' | 'path';
  description: string;
  schema: Schema;
  example?: unknown;
  required?: boolean;
};
type Reference = { $ref: string };

/** The parts of a description that its page and its tests look at. */
export type OpenApi = {
  info: { title: string; version: string };
  paths: Record<
    string,
    {
      get: {
        operationId: string;
        summary: string;
        tags: [string];
        parameters: (Parameter | Reference)[];
        responses: Record<string, { content?: Record<string, { schema: Schema }> } | Reference>;
      };
    }
  >;
  components: { parameters: Record<string, Parameter>; schemas: Record<string, Schema>; responses: Record<string, object> };
};

/** What is described: the dataset, its release, and what can be asked of it. */
type About = { description: Description; release: { id: string }; operations: readonly Operation[] };

/** Beyond so many values a parameter is described as text; the ids of a release are in its files. */
const MOST_VALUES = 100;

/** OpenAPI 3.1 of all that programs may ask for, written from the shapes that the Worker enforces. */
export function toOpenApi({ description, release, operations }: About): OpenApi {
  const sets = new Map(operations.flatMap(({ parameters }) => (parameters === undefined ? [] : [[parameters.name, parameters]])));
  return {
    openapi: '3.1.1',
    info: {
      title: description.title.en,
      version: release.id,
      description: description.description.en,
      contact: { name: description.publisher.name.en, url: description.contact },
      license: { name: description.license.name, url: description.license.url },
    },
    servers: [{ url: description.origin }],
    // Everything is public
    security: [],
    tags: Object.entries(groups).map(([name, text]) => ({ name, description: text })),
    paths: Object.fromEntries(operations.map((operation) => [operation.path, { get: toOperation(operation) }])),
    components: {
      parameters: Object.fromEntries(
        [...sets].flatMap(
          ([
            set,
            {
              of: { names, shapeOf },
              required,
            },
          ]) => names.map((name) => [`${set}-${name}`, toParameter(name, shapeOf(name), required?.includes(name))]),
        ),
      ),
      schemas: toSchemas(),
      headers: HEADERS,
      responses: toResponses(),
    },
  } as OpenApi;
}

function toOperation({
  id,
  path,
  group,
  summary,
  examples,
  parameters,
  type,
  schema,
  isLive,
}: Operation): OpenApi['paths'][string]['get'] {
  const media = type.replace(/;.*/, '');
  return {
    operationId: id,
    summary,
    tags: [group],
    parameters: [
      ...Object.entries(examples).map(([name, example]) => ({
        name,
        in: 'path' as const,
        required: true,
        description: `The id of the ${name}.`,
        schema: { type: 'string' },
        example,
      })),
      ...(parameters?.of.names.map((name) => ({ $ref: `#/components/parameters/${parameters.name}-${name}` })) ?? []),
    ],
    responses: {
      200: {
        description: summary,
        headers: isLive === true ? {} : Object.fromEntries(Object.keys(HEADERS).map((name) => [name, refer(name, 'headers')])),
        content: { [media]: { schema: schema === undefined ? { type: 'string' } : refer(schema) } },
      } as object,
      ...(isLive === true ? {} : { 304: refer('not-modified', 'responses') }),
      ...Object.fromEntries(
        problemsOf({ path, examples, parameters, isLive }).map((name) => [problems[name].status, refer(name, 'responses')]),
      ),
    },
  };
}

/** What can go wrong. */
function problemsOf({
  path,
  examples,
  parameters,
  isLive,
}: Pick<Operation, 'path' | 'examples' | 'parameters' | 'isLive'>): ProblemName[] {
  return [
    ...(isLive !== true && (parameters !== undefined || isStrict(path)) ? (['bad-query'] as const) : []),
    ...(Object.keys(examples).length > 0 ? (['not-found'] as const) : []),
    ...(path === '/oembed.json' ? (['not-found', 'withdrawn', 'not-implemented'] as const) : []),
    ...(path === '/facts/{fact}.json' ? (['withdrawn'] as const) : []),
    ...(isLive === true ? [] : (['precondition-failed', 'range'] as const)),
    'too-long',
    'internal-error',
    'unavailable',
  ];
}

/** The `explode` of a list is false: its values stand behind one name, with commas between them. */
function toParameter(name: string, shape: z.ZodType, isRequired = false): Parameter {
  const { $schema, description = '', examples, ...schema } = z.toJSONSchema(shape) as Schema & { examples?: unknown[] };
  const described = isLong(schema) ? { type: 'array', items: { type: 'string' } } : schema;
  const example = examples?.[0] ?? firstValue(schema);
  const list = schema.type === 'array' ? { style: 'form', explode: false } : {};
  return {
    name,
    in: 'query',
    description: String(description),
    ...(isRequired ? { required: true } : {}),
    ...list,
    schema: { ...described, ...(schema.type === 'array' ? { minItems: 1 } : {}) },
    ...(example === undefined ? {} : { example }),
  };
}

function valuesIn(schema: Schema): readonly unknown[] {
  const { enum: values } = (schema.type === 'array' ? schema.items : schema) as { enum?: unknown[] };
  return values ?? [];
}

function isLong(schema: Schema): boolean {
  return valuesIn(schema).length > MOST_VALUES;
}

function firstValue(schema: Schema): unknown {
  const [value] = valuesIn(schema);
  return value !== undefined && schema.type === 'array' ? [value] : value;
}

const HEADERS = {
  ETag: { description: 'A strong entity tag of the body.', schema: { type: 'string' } },
  'Last-Modified': { description: 'When what is served went live.', schema: { type: 'string' } },
  Release: { description: 'The release that the answer is from.', schema: { type: 'string' } },
  'Release-State': { description: 'How fresh it is.', schema: { type: 'string', enum: ['current', 'stale', 'seed'] } },
  'Row-Count': { description: 'How many rows a list has.', schema: { type: 'integer' } },
};

function toResponses() {
  const headers = { 'Cache-Control': { schema: { type: 'string', const: 'no-store' } } };
  const content = { 'application/problem+json': { schema: refer('problem') } };
  return {
    'not-modified': { description: 'What you have is what would be sent.' },
    ...Object.fromEntries(
      problemNames
        // A 404 like any other: the type tells them apart
        .filter((name) => name !== 'not-yet-known')
        .filter((name) => name !== 'method-not-allowed' && name !== 'bad-host')
        .map((name) => [name, { description: problems[name].title, headers, content }]),
    ),
  };
}

function toSchemas(): Record<string, Schema> {
  const head = { release: z.string(), license: z.url(), attribution: z.string(), as_of: z.iso.date().optional() };
  const list = { ...head, count: z.int().nonnegative() };
  return {
    ...Object.fromEntries(
      tableNames.flatMap((table) => [
        [table, toRow(toSchema(toPublishedShape(table)))],
        [`list-of-${table}`, withMember(toSchema(z.strictObject(list)), table, { type: 'array', items: refer(table) })],
      ]),
    ),
    fact: toSchema(Fact),
    'list-of-facts': withMember(toSchema(FactsAnswer.omit({ facts: true })), 'facts', { type: 'array', items: refer('fact') }),
    'one-fact': withMember(
      toSchema(FactsAnswer.omit({ facts: true, count: true, withdrawn: true, unknown: true })),
      'fact',
      refer('fact'),
    ),
    evidence: toEvidence(),
    description: toSchema(Description),
    health: toSchema(Health),
    problem: toSchema(Problem),
  };
}

/** With `fields` a row has the columns that were asked for, with `labels` more of them. */
function toRow({ required: _, ...schema }: Schema): Schema {
  return { ...schema, additionalProperties: { type: ['string', 'null'], description: 'The label of a code.' } };
}

function toEvidence(): Schema {
  const lists = { claims: 'claims', sources: 'sources', operands: 'observations', checks: 'checks' };
  const properties = {
    release: { type: 'string' },
    license: { type: 'string', format: 'uri' },
    observation: refer('observations'),
    feeds: { type: 'array', items: { type: 'string' } },
    ...Object.fromEntries(Object.entries(lists).map(([member, table]) => [member, { type: 'array', items: refer(table) }])),
  };
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}

const Health = z.strictObject({
  status: z.literal('ok'),
  state: z.enum(['current', 'stale', 'seed']),
  release: z.string(),
  seq: z.int().nonnegative(),
  published: z.iso.datetime(),
  age_seconds: z.int().nonnegative(),
  source: z.enum(['memory', 'kv', 'seed']).nullable(),
  last_look: z
    .strictObject({
      outcome: z.enum(['live', 'unchanged', 'older', 'failed']),
      at: z.iso.datetime(),
      failures: z.int().nonnegative(),
    })
    .nullable(),
});

/** RFC 9457. */
const Problem = z.strictObject({
  type: z.enum(problemNames.map(problemType)),
  status: z.int(),
  title: z.string(),
  detail: z.string(),
  errors: z
    .array(
      z.strictObject({
        kind: z.enum(['unknown', 'repeated', 'value', 'conflict']),
        parameter: z.string(),
        value: z.string().optional(),
        detail: z.string(),
        allowed: z.array(z.string()).optional(),
        did_you_mean: z.string().optional(),
      }),
    )
    .optional(),
});

function toSchema(shape: z.ZodType): Schema {
  const { $schema, ...schema } = z.toJSONSchema(shape);
  return schema;
}

function withMember({ properties, required, ...schema }: Schema, name: string, member: Schema): Schema {
  return { ...schema, properties: { ...(properties as object), [name]: member }, required: [...(required as string[]), name] };
}

function refer(name: string, kind: 'schemas' | 'headers' | 'responses' = 'schemas'): Reference {
  return { $ref: `#/components/${kind}/${name}` };
}
