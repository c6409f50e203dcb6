/** The media types of what browsers load beside a page. */
export const CSS_TYPE = 'text/css; charset=utf-8';
export const JAVASCRIPT_TYPE = 'text/javascript; charset=utf-8';
