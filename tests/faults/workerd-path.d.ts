/** The package of workerd, which wrangler brings along, has no types. */
declare module 'workerd' {
  /** The path of the program. */
  const path: string;
  export default path;
}
