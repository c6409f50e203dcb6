/** The smallest feed with something to break: one entry shows its content, the other points at it and sums it up. */
export const validFeed = `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
  <id>urn:uuid:00000000-0000-5000-8000-000000000000</id>
  <title type="text">Apples</title>
  <subtitle>Counted every autumn</subtitle>
  <updated>2026-04-14T00:00:00Z</updated>
  <author><name>The orchard</name></author>
  <link rel="self" href="https://example.org/feed.atom"/>
  <entry>
    <id>urn:uuid:00000000-0000-5000-8000-000000000001</id>
    <title>100 apples</title>
    <updated>2026-04-13T00:00:00Z</updated>
    <category term="red"/>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">100 <b>red</b> apples</div></content>
  </entry>
  <entry>
    <id>urn:uuid:00000000-0000-5000-8000-000000000002</id>
    <title>A photograph</title>
    <updated>2026-04-12T00:00:00Z</updated>
    <summary>The same apples.</summary>
    <content type="image/png" src="apples.png"/>
  </entry>
</feed>
`;

/** Every element and attribute of RFC 4287, every kind of text, date and content, and foreign markup wherever it may stand. */
export const validFeedWithEverything = `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:x="https://example.org/ns#"
  xml:lang="en-GB" xml:base="https://example.org/" x:kind="orchard">
  <x:simple>A value</x:simple>
  <rights type="html">&lt;b&gt;CC BY 4.0&lt;/b&gt;</rights>
  <logo xml:base="images/">logo.png</logo>
  <icon>/icon.png</icon>
  <generator uri="/about" version="1.0">An apple press</generator>
  <contributor>
    <x:role>Picker</x:role>
    <email>pip.core@example.org</email>
    <uri>https://example.org/苹果</uri>
    <name xml:lang="">Pip</name>
  </contributor>
  <author><name>The orchard</name></author>
  <author><name>The cellar</name><uri>cellar</uri></author>
  <category term="fruit" scheme="https://example.org/topics#" label="Fruit"/>
  <category term="red"><x:note>Content without a meaning</x:note></category>
  <link rel="self" type="application/atom+xml;type=feed" href="feed.atom"/>
  <link rel="https://example.org/relations#shop" href="shop">Content without a meaning</link>
  <link href="" hreflang="zh-Hans" title="苹果" length="1024"/>
  <subtitle type="xhtml"><h:div xmlns:h="http://www.w3.org/1999/xhtml">Counted <h:b>every</h:b> autumn</h:div></subtitle>
  <title type="text">Apples</title>
  <updated>2026-04-14T08:30:00.25+08:00</updated>
  <id>tag:example.org,2026:apples</id>
  <entry xml:lang="en">
    <id>tag:example.org,2026:text</id>
    <title type="html">100 &lt;em&gt;apples&lt;/em&gt;</title>
    <updated>2026-04-14T00:00:00Z</updated>
    <published>2026-04-13T23:59:59-00:30</published>
    <author><name>A guest</name></author>
    <contributor><name>Pip</name></contributor>
    <category term="red"/>
    <rights>CC0</rights>
    <source>
      <id>tag:example.com,2026:pears</id>
      <title>Pears</title>
      <subtitle>Counted too</subtitle>
      <updated>2026-04-13T00:00:00Z</updated>
      <author><name>The other orchard</name></author>
      <contributor><name>Pip</name></contributor>
      <category term="fruit"/>
      <generator>A pear press</generator>
      <icon>icon.png</icon>
      <logo>logo.png</logo>
      <rights>CC0</rights>
      <link href="https://example.com/"/>
      <x:simple/>
    </source>
    <x:structured x:unit="apple"><id xmlns="">Not Atom's</id><link href="within an extension"/></x:structured>
    <content>100 apples</content>
  </entry>
  <entry>
    <id>tag:example.org,2026:html</id><title>HTML</title><updated>2026-04-14T00:00:00Z</updated>
    <content type="html">100 &lt;em&gt;apples&lt;/em&gt;</content>
  </entry>
  <entry>
    <id>tag:example.org,2026:xhtml</id><title>XHTML</title><updated>2026-04-14T00:00:00Z</updated>
    <content type="xhtml">
      <div xmlns="http://www.w3.org/1999/xhtml"><p>100 <x:fruit>apples</x:fruit></p></div>
    </content>
  </entry>
  <entry>
    <id>tag:example.org,2026:xml</id><title>XML</title><updated>2026-04-14T00:00:00Z</updated>
    <content type="image/SVG+XML"><svg xmlns="http://www.w3.org/2000/svg"/></content>
  </entry>
  <entry>
    <id>tag:example.org,2026:csv</id><title>Other text</title><updated>2026-04-14T00:00:00Z</updated>
    <content type="text/csv; header=present">apples,100</content>
  </entry>
  <entry>
    <id>tag:example.org,2026:base64</id><title>Base64</title><updated>2026-04-14T00:00:00Z</updated>
    <summary type="html">A &lt;em&gt;tiny&lt;/em&gt; archive</summary>
    <content type="application/gzip">
      H4sI
      </content>
  </entry>
  <entry>
    <id>tag:example.org,2026:elsewhere</id><title>Elsewhere</title><updated>2026-04-14T00:00:00Z</updated>
    <summary>A photograph</summary>
    <content src="apples"/>
  </entry>
  <entry>
    <id>tag:example.org,2026:none</id><title>No content</title><updated>2026-04-14T00:00:00Z</updated>
    <link rel="enclosure" type="audio/mpeg" length="1024" href="apples.mp3"/>
    <link rel="alternate" type="text/html" href="apples"/>
    <link rel="related" href="pears"/>
  </entry>
</feed>
`;

/** An entry without its feed (clause 2), whose author is its source's (4.1.2). */
export const validEntry = `<?xml version="1.0" encoding="UTF-8"?>
<entry xmlns="http://www.w3.org/2005/Atom">
  <id>urn:uuid:00000000-0000-5000-8000-000000000001</id>
  <title>100 apples</title>
  <updated>2026-04-13T00:00:00Z</updated>
  <source><author><name>The orchard</name></author></source>
  <link href="https://example.org/apples"/>
</entry>
`;

const FEED_ID = '<id>urn:uuid:00000000-0000-5000-8000-000000000000</id>';
const FEED_TITLE = '<title type="text">Apples</title>';
const FEED_DATE = '2026-04-14T00:00:00Z';
const XHTML = '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">100 <b>red</b> apples</div></content>';
const PICTURE = '<content type="image/png" src="apples.png"/>';

/** What is wrong, the clause of RFC 4287 that says so, and the one replacement in `validFeed` that makes it so. */
const BREAKS: readonly [why: string, clause: string, from: string, to: string][] = [
  ['is of the namespace of Atom 0.3', '1.2', 'http://www.w3.org/2005/Atom', 'http://purl.org/atom/ns#'],
  ['names its language with an underscore', '2', 'xml:lang="en"', 'xml:lang="en_GB"'],
  ['has white space around a date', '3', FEED_DATE, ` ${FEED_DATE} `],
  ['has white space within an IRI', '3', 'feed.atom', 'feed .atom'],
  ['has a title of a media type', '3.1.1', 'type="text"', 'type="text/plain"'],
  ['has markup in a plain title', '3.1.1.1', '>Apples<', '><b xmlns="http://www.w3.org/1999/xhtml">Apples</b><'],
  ['has an author without a name', '3.2.1', '<name>The orchard</name>', '<uri>https://example.org/</uri>'],
  ['has an e-mail address without a domain', '3.2.3', '</author>', '<email>orchard</email></author>'],
  ['has a date without a zone', '3.3', FEED_DATE, '2026-04-14T00:00:00'],
  ['has a date without a time', '3.3', FEED_DATE, '2026-04-14'],
  ['has a date with a small t', '3.3', FEED_DATE, '2026-04-14t00:00:00Z'],
  ['has a date with a small z', '3.3', FEED_DATE, '2026-04-14T00:00:00z'],
  ['has a date that is in no calendar', '3.3', FEED_DATE, '2026-02-30T00:00:00Z'],
  ['has no id', '4.1.1', FEED_ID, ''],
  ['has two ids', '4.1.1', FEED_ID, FEED_ID + FEED_ID],
  ['has no title', '4.1.1', FEED_TITLE, ''],
  ['has no date', '4.1.1', `<updated>${FEED_DATE}</updated>`, ''],
  ['has no author, nor have its entries', '4.1.1', '<author><name>The orchard</name></author>', ''],
  ['has two subtitles', '4.1.1', '</subtitle>', '</subtitle><subtitle>Twice</subtitle>'],
  ['has text between its elements', '4.1.1', '</author>', '</author>Apples'],
  ['goes on about itself after its entries', '4.1.1', '</feed>', '<rights>CC0</rights></feed>'],
  ['has an entry without an id', '4.1.2', '<id>urn:uuid:00000000-0000-5000-8000-000000000001</id>', ''],
  ['has an entry without a title', '4.1.2', '<title>100 apples</title>', ''],
  ['has an entry without a date', '4.1.2', '<updated>2026-04-13T00:00:00Z</updated>', ''],
  ['has neither content nor alternate link', '4.1.2', XHTML, '<link rel="related" href="https://example.org/"/>'],
  ['has an entry with content twice', '4.1.2', XHTML, '<content>100</content><content>apples</content>'],
  ['has content elsewhere but no summary', '4.1.2', '<summary>The same apples.</summary>', ''],
  ['has Base64 content but no summary', '4.1.2', XHTML, '<content type="image/png">iVBORw0K</content>'],
  ['has content of a composite type', '4.1.3.1', PICTURE, '<content type="multipart/mixed" src="apples"/>'],
  ['has content both here and elsewhere', '4.1.3.2', PICTURE, '<content type="image/png" src="apples.png">iVBORw0K</content>'],
  ['has content elsewhere of type html', '4.1.3.2', 'image/png', 'html'],
  ['has HTML content that is not escaped', '4.1.3.3', 'type="xhtml"', 'type="html"'],
  ['has XHTML content without a div', '4.1.3.3', XHTML, '<content type="xhtml">100 apples</content>'],
  ['has Base64 content that is not Base64', '4.1.3.3', PICTURE, '<content type="image/png">100 apples!</content>'],
  ['has a category without a term', '4.2.2.1', 'term="red"', 'label="red"'],
  ['has an empty id', '4.2.6', FEED_ID, '<id></id>'],
  ['has an id that is a relative reference', '4.2.6', FEED_ID, '<id>apples</id>'],
  ['has a link without an address', '4.2.7.1', 'href="https://example.org/feed.atom"', ''],
  ['has a link of a relation without a name', '4.2.7.2', 'rel="self"', 'rel=""'],
  ['has an element that Atom does not know', '6.2', '</subtitle>', '</subtitle><description>Apples</description>'],
  ['has an attribute that Atom does not know', '6.2', 'term="red"', 'term="red" weight="1"'],
  ['has XHTML content with a b of Atom', '6.2', '<b>', '<b xmlns="http://www.w3.org/2005/Atom">'],
];

/** Feeds that a reader must refuse: `validFeed`, each with one fault. */
export const brokenFeeds: readonly { why: string; clause: string; feed: string }[] = BREAKS.map(([why, clause, from, to]) => ({
  why,
  clause,
  feed: replaceOnce(validFeed, from, to),
}));

function replaceOnce(feed: string, from: string, to: string): string {
  const parts = feed.split(from);
  if (parts.length !== 2)
    throw new Error(`"${from}" stands ${parts.length - 1} times in the valid feed: name it so that it is found once.`);
  return parts.join(to);
}
