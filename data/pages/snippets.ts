/** How to load the data in the tools people have: a name and the lines to paste. Generated, so that the address is right. */
export function loadingSnippets(origin: string): { tool: string; code: string }[] {
  const csv = `${origin}/observations.csv`;
  return [
    { tool: 'curl', code: `curl -O ${csv}` },
    { tool: 'Python', code: `import pandas as pd\nobservations = pd.read_csv("${csv}", keep_default_na=False, na_values=[""])` },
    { tool: 'R', code: `observations <- read.csv("${csv}", na.strings = "")` },
    { tool: 'JavaScript', code: `const { observations } = await (await fetch("${origin}/observations.json")).json();` },
  ];
}
