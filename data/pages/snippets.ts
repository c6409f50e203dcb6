/** How to load the data with one tool: the lines to paste, and the language that they are written in. */
export type Snippet = { tool: string; language: string; code: string };

/** How to load the data in the tools people have. The pages and the README show these, and `test:all` runs those that it can install. */
export function loadingSnippets(origin: string): Snippet[] {
  const csv = `${origin}/observations.csv`;
  return [
    { tool: 'curl', language: 'sh', code: `curl -O ${csv}` },
    {
      tool: 'Python (pandas)',
      language: 'python',
      code: lines('import pandas as pd', '', `observations = pd.read_csv("${csv}", keep_default_na=False, na_values=[""])`),
    },
    { tool: 'R', language: 'r', code: `observations <- read.csv("${csv}", na.strings = "", encoding = "UTF-8")` },
    {
      // DuckDB reads a remote Parquet file in ranges, and here a file is sent whole
      tool: 'DuckDB',
      language: 'sql',
      code: lines(
        `-- First: curl -O ${origin}/observations.parquet`,
        "CREATE TABLE observations AS FROM 'observations.parquet';",
      ),
    },
    {
      tool: 'JavaScript',
      language: 'js',
      code: lines(
        `const response = await fetch("${origin}/observations.json");`,
        'const { observations } = await response.json();',
      ),
    },
    {
      // Without the culture, Power Query reads 7.5 as 75 where the decimal sign is a comma
      tool: 'Excel (Power Query, in the advanced editor)',
      language: 'm',
      code: lines(
        'let',
        `  Source = Csv.Document(Web.Contents("${csv}"), [Encoding = 65001]),`,
        '  Rows = Table.PromoteHeaders(Source, [PromoteAllScalars = true]),',
        '  Cells = Table.ReplaceValue(Rows, "", null, Replacer.ReplaceValue, Table.ColumnNames(Rows)),',
        '  Numbers = {"value", "precision", "lower", "upper"},',
        '  Typed = Table.TransformColumnTypes(Cells, List.Transform(Numbers, each {_, type number}), "en-US")',
        'in',
        '  Typed',
      ),
    },
    { tool: 'Google Sheets', language: 'text', code: `=IMPORTDATA("${csv}", ",", "en_US")` },
  ];
}

function lines(...code: string[]): string {
  return code.join('\n');
}
