import { type Described, toDescribed } from './described.ts';
import { CSV_TYPE } from './formats/csv.ts';
import { CSVW_TYPE, toCsvw } from './formats/csvw.ts';
import { toDataPackage } from './formats/datapackage.ts';
import { toDcat } from './formats/dcat.ts';
import { toExcelCsv } from './formats/excel-csv.ts';
import { JSON_TYPE } from './formats/json.ts';
import { JSON_SCHEMA_TYPE, toJsonSchema } from './formats/json-schema.ts';
import { PARQUET_TYPE, toParquet } from './formats/parquet.ts';
import { toReadme } from './formats/readme.ts';
import { JSON_LD_TYPE, toSchemaOrg } from './formats/schema-org.ts';
import { toXlsx, XLSX_TYPE } from './formats/xlsx.ts';
import { toZip, ZIP_TYPE } from './formats/zip.ts';
import { digest } from './manifest.ts';
import { toColumns } from './published-shape.ts';
import type { Dataset } from './read.ts';
import { type Computed, headOf, type Release, type ServedFile, toTables } from './release.ts';
import type { Description } from './schema.ts';
import { toSiteFile } from './site-file.ts';
import { columnsOf, tableNames } from './table-shapes.ts';

/** The dataset packed and described, and what was measured of it for the pages. */
export type Packages = { files: ServedFile[]; described: Described };

/**
 * The whole dataset in the formats that are made once, at build, and its descriptions: first what is packed, then what
 * describes it, then the ZIP, which holds a description, then the lists of downloads, which name the ZIP.
 */
export async function toPackages(
  dataset: Dataset,
  computed: Computed,
  release: Release,
  releaseFiles: readonly ServedFile[],
): Promise<Packages> {
  const { origin } = dataset.description;
  const day = release.released.slice(0, 10);
  const { observations } = computed;
  const about = { title: dataset.description.title.en, address: `${origin}/`, ...headOf(dataset, release) };
  const sheets = toTables(dataset, computed).map(({ name, rows }) => ({ name, columns: toColumns(name), rows }));
  const counted = (file: ServedFile): ServedFile => ({ ...file, rows: observations.length });
  const packed = [
    counted(toSiteFile('/observations-excel.csv', CSV_TYPE, toExcelCsv(columnsOf('observations'), observations))),
    counted(toSiteFile('/observations.parquet', PARQUET_TYPE, toParquet(toColumns('observations'), observations, about))),
    toSiteFile('/xizang-trade.xlsx', XLSX_TYPE, await toXlsx(sheets, about, day)),
  ];
  const tables = await toDescribed(dataset, computed, release, [...releaseFiles, ...packed]);
  const descriptor = toSiteFile('/datapackage.json', JSON_TYPE, toDataPackage(tables));
  const contents = {
    'README.md': new TextEncoder().encode(toReadme(tables)),
    'LICENSE.txt': new TextEncoder().encode(toLicenseText(dataset.description)),
    'datapackage.json': descriptor.bytes,
    ...Object.fromEntries(releaseFiles.filter(({ path }) => isZipped(path)).map(({ path, bytes }) => [path.slice(1), bytes])),
  };
  const zip = toSiteFile('/xizang-trade.zip', ZIP_TYPE, toZip({ ...contents, SHA256SUMS: await toSums(contents) }, day));
  const described = await toDescribed(dataset, computed, release, [...releaseFiles, ...packed, zip]);
  const files = [
    ...packed,
    zip,
    descriptor,
    toSiteFile('/csvw.json', CSVW_TYPE, toCsvw(described)),
    toSiteFile('/dataset.jsonld', JSON_LD_TYPE, toSchemaOrg(described)),
    toSiteFile('/dcat.jsonld', JSON_LD_TYPE, toDcat(described)),
    ...([...tableNames, 'facts'] as const).map((name) =>
      toSiteFile(`/schemas/${name}.schema.json`, JSON_SCHEMA_TYPE, toJsonSchema(name, origin)),
    ),
  ];
  return { files, described };
}

/** Every table in two formats, and the facts: what its description names, and nothing that the tables hold already. */
function isZipped(path: string): boolean {
  return path === '/facts.json' || tableNames.some((name) => [`/${name}.csv`, `/${name}.json`].includes(path));
}

/** The list that `sha256sum -c` reads. */
async function toSums(files: Readonly<Record<string, Uint8Array>>): Promise<string> {
  const lines = await Promise.all(Object.entries(files).map(async ([name, bytes]) => `${await digest(bytes)}  ${name}\n`));
  return lines.join('');
}

/** The licence of the dataset alone: that of the code is not in the package, as the code is not. */
function toLicenseText({ title, license, publisher }: Description): string {
  return `${title.en}

This dataset is published under ${license.name}:
${license.url}

Attribution: "${publisher.name.en}, ${license.name}", with the source of each figure as the dataset names it.
`;
}
