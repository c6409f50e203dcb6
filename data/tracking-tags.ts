/**
 * Names that newsletters, advertisements and social networks put behind an address by themselves. They ask nothing of a site: they tell
 * the owner of another one where a reader came from.
 */
const TAGS =
  /^(utm_\w+|fbclid|gclid|gclsrc|gbraid|wbraid|dclid|msclkid|yclid|ysclid|twclid|ttclid|li_fat_id|igsh(id)?|mc_[ce]id|mkt_tok|_hs(enc|mi)|vero_id|oly_(anon|enc)_id|s_cid|spm|share_(from|source|token)|wt\.?mc\w*|at_(medium|campaign)\w*|_ga|_gl|ref_src|ref_url)$/i;

/** Whether a parameter is such a tag, which is no filter and no option, and means nothing here. */
export function isTrackingTag(name: string): boolean {
  return TAGS.test(name);
}
