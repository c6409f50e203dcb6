/** The media type of pages. */
export const HTML_TYPE = 'text/html; charset=utf-8';
