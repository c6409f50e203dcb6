/** Workers KV as workerd asks for it (`GET /<key>?urlencoded=true`), over a folder. As the edge does with hot keys, it keeps what was read. */
const values = new Map<string, ArrayBuffer>();

export default {
  async fetch(request, { FOLDER }) {
    const key = new URL(request.url).pathname.slice(1);
    const known = values.get(key);
    if (known !== undefined) return new Response(known);
    const stored = await FOLDER.fetch(`https://folder.invalid/${decodeURIComponent(key)}`);
    if (!stored.ok) return new Response(null, { status: stored.status });
    const value = await stored.arrayBuffer();
    values.set(key, value);
    return new Response(value);
  },
} satisfies ExportedHandler<{ FOLDER: Fetcher }>;
