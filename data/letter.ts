/** The letter of an operand in a formula, by its place: `a`, `b`, `c` … */
export function letterOf(index: number): string {
  return String.fromCharCode(97 + index);
}

/** The place of an operand, by its letter. */
export function placeOfLetter(letter: string): number {
  return letter.charCodeAt(0) - 97;
}
