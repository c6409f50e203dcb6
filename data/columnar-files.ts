import { COLUMNAR_TYPE, columnarPath, toColumnar } from './formats/columnar.ts';
import { parseCsv } from './formats/csv.ts';
import { digest } from './manifest.ts';
import type { ServedFile } from './release.ts';
import { toSiteFile } from './site-file.ts';
import { tableNames } from './table-shapes.ts';

const TABLE = new RegExp(`/(?:${tableNames.join('|')})\\.csv$`);

/** All tables among these files, in the form in which the Worker reads them. */
export async function toColumnarFiles(files: readonly ServedFile[]): Promise<ServedFile[]> {
  const tables = new Map<string, Uint8Array>();
  for (const { path, bytes } of files) if (TABLE.test(path)) tables.set(columnarPath(await digest(bytes)), bytes);
  return [...tables].map(([path, bytes]) =>
    toSiteFile(path, COLUMNAR_TYPE, toColumnar(parseCsv(new TextDecoder().decode(bytes)))),
  );
}
