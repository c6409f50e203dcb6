import { html } from 'hono/html';
import { capitalise } from '../capitalise.ts';
import type { Fact } from '../fact.ts';
import type { OpenApi } from '../formats/openapi.ts';
import { groups } from '../operations.ts';
import type { Description } from '../schema.ts';
import { toHead } from './head.ts';

/** The reference that people read, in English: what can be asked, written from the OpenAPI description alone. */
export function toDocsPage(api: OpenApi, description: Description, pictured?: Fact): string {
  const operations = Object.entries(api.paths);
  const summary = 'Every address that programs may ask for, with its parameters and the values that they take.';
  return String(html`<!DOCTYPE html>
<html lang="en">
${toHead({
  title: `Reference: ${description.title.en}`,
  summary,
  description,
  language: 'en',
  paths: { en: '/docs' },
  fact: pictured,
})}
<body>
<header>
<p class="home"><a href="/">${description.title.en}</a></p>
<h1>Reference</h1>
<p class="lead">${summary} The same for programs: <a href="/openapi.json">openapi.json</a>, OpenAPI 3.1.</p>
<nav aria-label="Contents">
${Object.keys(groups).map((group) => html`<a href="#${group}">${group}</a>\n`)}<a href="/problems">errors</a>
</nav>
</header>
<main>
<p>Everything is answered to GET and HEAD, without a key, to any origin. Values of one parameter are separated by commas. A parameter that is not listed is refused with a 400 that says what was probably meant. The tables of every release stand under /releases/{id}/ too, for ever the same, with the same parameters but as_of; <a href="/releases.json">releases.json</a> lists the releases.</p>
${Object.entries(groups).map(
  ([group, text]) => html`<section aria-labelledby="${group}">
<h2 id="${group}">${capitalise(group)}</h2>
<p>${text}</p>
${toOperations(
  operations.filter(([, { get }]) => get.tags[0] === group),
  api,
)}</section>
`,
)}</main>
</body>
</html>
`);
}

type Operations = [path: string, OpenApi['paths'][string]][];

/** Operations with the same parameters stand together, so that a table is described once for all its formats. */
function toOperations(operations: Operations, api: OpenApi) {
  const together = [...Map.groupBy(operations, ([, { get }]) => JSON.stringify(get.parameters))];
  return together.map(([, alike]) => {
    const parameters = (alike[0]?.[1].get.parameters ?? []).map((parameter) => resolve(parameter, api));
    return html`${alike.map(
      ([path, { get }]) => html`<h3 id="${get.operationId}"><code>${path}</code></h3>
<p>${get.summary}. <a href="${toExample(path, parameters)}">Example</a></p>
`,
    )}${toParameters(parameters)}`;
  });
}

type Parameter = OpenApi['components']['parameters'][string];

function toParameters(parameters: readonly Parameter[]) {
  if (parameters.length === 0) return '';
  return html`<table class="parameters">
<thead><tr><th scope="col">Parameter</th><th scope="col">What</th><th scope="col">Values</th></tr></thead>
<tbody>
${parameters.map(
  ({
    name,
    in: place,
    description,
    schema,
    example,
  }) => html`<tr><th scope="row"><code>${place === 'path' ? `{${name}}` : name}</code></th><td data-label="What">${description}</td><td data-label="Values">${toValues(schema, example)}</td></tr>
`,
)}</tbody>
</table>
`;
}

function toValues(schema: Record<string, unknown>, example: unknown) {
  const isList = schema.type === 'array';
  const { enum: values } = (isList ? schema.items : schema) as { enum?: string[] };
  const shown = values ?? [example].flat().filter((value) => value !== undefined);
  const codes = html`${shown.map((value, index) => html`${index === 0 ? '' : ', '}<code>${String(value)}</code>`)}`;
  if (values === undefined) return html`${isList ? 'a list, ' : ''}such as ${codes}`;
  return html`${isList ? 'some of ' : 'one of '}${codes}`;
}

function resolve(parameter: OpenApi['paths'][string]['get']['parameters'][number], api: OpenApi): Parameter {
  if (!('$ref' in parameter)) return parameter;
  const found = api.components.parameters[parameter.$ref.split('/').at(-1) ?? ''];
  if (found === undefined) throw new Error(`There is no ${parameter.$ref} in the description of the API.`);
  return found;
}

/** The address with its examples filled in: the ids, what it does not answer without, and of the others one that narrows. */
function toExample(path: string, parameters: readonly Parameter[]): string {
  const filled = parameters.reduce((text, { name, example }) => text.replace(`{${name}}`, String(example)), path);
  const isRequired = (each: Parameter) => each.in === 'query' && each.required === true;
  const narrow = parameters.find((each) => isRequired(each) || ['partner', 'topic', 'lang', 'sort'].includes(each.name));
  return narrow === undefined ? filled : `${filled}?${narrow.name}=${[narrow.example].flat().join(',')}`;
}
