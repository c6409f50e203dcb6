/** An SVG with the colours of the reports; it follows the light or dark scheme of whoever looks. */
export function toPicture(width: number, height: number, description: string, parts: readonly string[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escapeText(description)}">
<style>
svg { color-scheme: light dark; font: 13px system-ui, sans-serif; background: #fff }
text { fill: #222 } .small { font-size: 11px; fill: #555 } .title { font-size: 15px; font-weight: 600 }
.axis { stroke: #999; stroke-dasharray: 3 3 } .frame { stroke: #bbb; fill: none }
.ours { fill: #1f6feb } .naive { fill: #b08800 } .nginx { fill: #8b949e }
polyline { fill: none; stroke-width: 2 } .first { stroke: #1f6feb } .second { stroke: #b08800 } .third { stroke: #cf222e }
circle.first { fill: #1f6feb } circle.second { fill: #b08800 } circle.third { fill: #cf222e }
text.first { fill: #1f6feb; stroke: none } text.second { fill: #8a6a00; stroke: none } text.third { fill: #cf222e; stroke: none }
@media (prefers-color-scheme: dark) {
  svg { background: #0d1117 } text { fill: #e6edf3 } .small { fill: #9da7b1 } .axis { stroke: #666 } .frame { stroke: #444 }
  .ours, circle.first { fill: #58a6ff } .naive, circle.second { fill: #d4a72c } .nginx { fill: #6e7681 } circle.third { fill: #ff7b72 }
  .first { stroke: #58a6ff } .second { stroke: #d4a72c } .third { stroke: #ff7b72 }
  text.first { fill: #58a6ff } text.second { fill: #d4a72c } text.third { fill: #ff7b72 }
}
</style>
${parts.join('\n')}
</svg>
`;
}

export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
