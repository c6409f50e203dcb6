import { csvFormatRows, csvParseRows } from 'd3-dsv';
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { etag } from 'hono/etag';

/**
 * The same data as a competent developer would serve it after an afternoon: Hono, its middleware for ETag and CORS, and a file
 * of KV for each address. What it lacks (a check of the query, one release per answer, a copy when KV fails) makes it faster.
 */
const app = new Hono<{ Bindings: { FILES: KVNamespace } }>();

app.use(cors());
app.use(etag());

app.get('/observations.csv', async (context) => {
  const { labels: _, from = '', frequency, ...filters } = context.req.query();
  if (context.req.url.includes('?')) {
    const [columns = [], ...rows] = csvParseRows((await context.env.FILES.get('observations.csv')) ?? '');
    const cell = (row: string[], column: string) => row[columns.indexOf(column)] ?? '';
    const chosen = rows.filter(
      (row) =>
        Object.entries(filters).every(([column, values]) => values.split(',').includes(cell(row, column))) &&
        cell(row, 'period_start') >= from &&
        (frequency !== 'year' || (cell(row, 'period_start').endsWith('-01') && cell(row, 'period_end').endsWith('-12'))),
    );
    return context.body(csvFormatRows([columns, ...chosen]), 200, CSV);
  }
  return context.body((await context.env.FILES.get('observations.csv', 'arrayBuffer')) ?? '', 200, CSV);
});

app.get('/observations.json', async (context) =>
  context.body((await context.env.FILES.get('observations.json', 'arrayBuffer')) ?? '', 200, JSON_FILE),
);

app.get('/feed.atom', async (context) =>
  context.body((await context.env.FILES.get('feed.atom', 'arrayBuffer')) ?? '', 200, ATOM),
);

app.get('/facts.json', async (context) => {
  const answer = await context.env.FILES.get<{ facts: { fact: string }[] }>('facts.json', 'json');
  const ids = context.req.query('ids')?.split(',');
  const facts = answer?.facts.filter(({ fact }) => ids?.includes(fact) ?? true);
  return context.json({ ...answer, facts }, 200, FIVE_MINUTES);
});

const FIVE_MINUTES = { 'Cache-Control': 'public, max-age=300' };
const CSV = { ...FIVE_MINUTES, 'Content-Type': 'text/csv; charset=utf-8' };
const JSON_FILE = { ...FIVE_MINUTES, 'Content-Type': 'application/json; charset=utf-8' };
const ATOM = { ...FIVE_MINUTES, 'Content-Type': 'application/atom+xml; charset=utf-8' };

export default app;
