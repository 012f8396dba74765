// Writes metadata.json: heads as Next.js prints them, for metadata that needs no merging. @json-render/next hands its
// metadata to Next.js, which prints it; the merge of an app's metadata with a route's is not in these vectors.
//
//   npm install next@15.5.29 react@19 react-dom@19                                (anywhere)
//   node --conditions=react-server generate.mjs THAT_FOLDER > metadata.json     (in this folder; node 20)
//
// A tag is [name, [attribute, value], …], the title ["title", text].
import { createRequire } from "node:module";
import Module from "node:module";
import path from "node:path";

const require = createRequire(path.resolve(process.argv[2], "x.js"));
const resolve = Module._resolveFilename;
Module._resolveFilename = function (name, ...rest) {
  return resolve.call(this, name === "server-only" ? require.resolve("next/dist/compiled/server-only/empty.js") : name, ...rest);
};
const lib = "next/dist/lib/metadata/";
const { accumulateMetadata } = require(lib + "resolve-metadata");
const { BasicMeta } = require(lib + "generate/basic");
const { AlternatesMetadata } = require(lib + "generate/alternate");
const { OpenGraphMetadata, TwitterMetadata } = require(lib + "generate/opengraph");
const { IconsMetadata } = require(lib + "generate/icons");

async function print(metadata) {
  const m = await accumulateMetadata("/", [[metadata, null]], Promise.resolve("/"), { trailingSlash: false });
  const elements = [
    BasicMeta({ metadata: m }),
    AlternatesMetadata(m),
    OpenGraphMetadata(m),
    TwitterMetadata(m),
    IconsMetadata(m),
  ];
  return elements.flat().filter((e) => e && typeof e.type === "string").map(tag);
}

function tag({ type, props }) {
  if (type === "title") return [type, props.children];
  const attributes = Object.entries(props).filter(([, v]) => v !== undefined);
  return [type, ...attributes.map(([name, v]) => [name, String(v)])];
}

const title = "A page", description = "About it";
const a = "https://a.example/1.png", b = "https://a.example/2.png";
const described = { url: a, width: 1200, height: 630, alt: "A \"view\"" };
const cases = [
  // The page itself.
  {}, { title }, { title: "" }, { title: null }, { title: "<b> & \"quotes\" 'single' é 🙂" },
  { title: { absolute: "Absolute", default: "Default" } }, { title: { default: "Default" } },
  { title: { default: "Default", template: "%s | T" } }, { title: { absolute: "", default: "Default" } },
  { title: { template: "%s | T", absolute: "Absolute" } },
  { description }, { description: "" }, { description: null }, { title, description: "a < b > \"c\" & 'd'" },
  { keywords: "one" }, { keywords: ["one", "two words", "three"] }, { keywords: [] }, { keywords: ["a,b", "<c>"] },
  { title, description, keywords: ["k"], robots: "noindex" },
  // Robots.
  { robots: "noindex, nofollow" }, { robots: "" }, { robots: {} }, { robots: null },
  { robots: { index: true } }, { robots: { index: false } }, { robots: { follow: true } }, { robots: { follow: false } },
  { robots: { index: true, follow: true } }, { robots: { index: false, follow: false } },
  { robots: { follow: true, index: false } }, { robots: { index: true, follow: false } },
  // Canonical.
  { alternates: { canonical: "https://a.example/x" } }, { alternates: { canonical: "/x?y=1&z=2" } },
  { alternates: { canonical: { url: "https://a.example/y" } } }, { alternates: {} }, { alternates: { canonical: null } },
  { alternates: { canonical: "" } },
  // Open Graph.
  { openGraph: {} }, { title, openGraph: {} }, { title, description, openGraph: {} }, { openGraph: null },
  { title, description, openGraph: { title: "OG" } }, { title, description, openGraph: { description: "OG text" } },
  { openGraph: { title: "OG", description: "OG text", url: "https://a.example/x", siteName: "Site", locale: "de_DE", images: a, type: "website" } },
  { openGraph: { type: "article", images: [a, b], locale: "en_US", siteName: "S", url: "/x", description: "D", title: "T" } },
  ...["website", "article", "book", "profile", "music.song", "music.album", "music.playlist", "music.radio_station",
    "video.movie", "video.episode", "video.tv_show", "video.other"].map((type) => ({ title, openGraph: { type } })),
  { openGraph: { title: "" , description: "" }, title, description },
  { openGraph: { title: { absolute: "OG absolute", default: "x" } } }, { title, openGraph: { title: { default: "OG default" } } },
  { openGraph: { images: described } }, { openGraph: { images: [described, b] } },
  { openGraph: { images: [{ alt: "first", url: a }, { url: b, secureUrl: b, type: "image/png" }] } },
  { openGraph: { images: [] } }, { openGraph: { images: null } }, { openGraph: { images: [{ url: a, width: "10", height: 0 }] } },
  { openGraph: { siteName: "A & <B>" } }, { openGraph: { url: "https://a.example/?a=1&b=\"2\"" } },
  { openGraph: { url: null, siteName: null, locale: "", images: [null, a] } },
  // Twitter.
  { twitter: {} }, { title, description, twitter: {} }, { twitter: null },
  { title, description, twitter: { title: "TW", description: "TW text" } },
  { twitter: { card: "summary" } }, { twitter: { card: "summary", images: a } }, { twitter: { images: a } },
  { twitter: { images: [a, b] } }, { twitter: { images: [] } }, { twitter: { card: "summary_large_image" } },
  { twitter: { images: [described] } }, { twitter: { images: { alt: "x", url: b } } },
  { twitter: { site: "@site", creator: "@me", title: "T", description: "D", images: a, card: "summary_large_image" } },
  { twitter: { description: "D", site: "@s" }, title }, { twitter: { creator: "@me" }, description },
  { twitter: { title: { absolute: "TW absolute" } }, title },
  // What Twitter takes from Open Graph.
  { openGraph: { images: a } }, { openGraph: { title: "OG", description: "D", images: [a, b] } },
  { title, description, openGraph: { images: a }, twitter: {} },
  { title, description, openGraph: { title: "OG", description: "OG text" }, twitter: {} },
  { title, description, openGraph: { title: "OG", description: "OG text", images: a }, twitter: { title: "TW" } },
  { title, description, openGraph: { title: "OG", images: a }, twitter: { images: b } },
  { title, openGraph: { images: a }, twitter: { images: [] } }, { title, openGraph: { images: a }, twitter: { images: null } },
  { title, openGraph: { images: a }, twitter: { card: "summary" } }, { title, openGraph: { images: a }, twitter: { site: "@s" } },
  { openGraph: { images: described }, twitter: { card: "summary_large_image" } },
  { description, openGraph: { title: "OG" }, twitter: { description: "TW text" } },
  // Icons.
  { icons: "/i.png" }, { icons: ["/i.png", "/j.png"] }, { icons: {} }, { icons: [] }, { icons: null }, { icons: "" },
  { icons: { icon: "/i.png" } }, { icons: { shortcut: "/s.png" } }, { icons: { apple: "/a.png" } },
  { icons: { apple: "/a.png", icon: "/i.png", shortcut: "/s.png" } },
  { icons: { icon: ["/i.png", { url: "/j.png", sizes: "32x32", type: "image/png" }] } },
  { icons: { apple: [{ url: "/a.png", sizes: "180x180" }], shortcut: ["/s.png"] } },
  { icons: { icon: { type: "image/png", url: "/i.png", media: "(prefers-color-scheme: dark)" } } },
  { icons: { icon: { url: "/m.png", rel: "mask-icon", color: "#ff0000" } } },
  { icons: [{ url: "/i.png", sizes: "any" }, "/j.png"] }, { icons: { icon: [], apple: "/a.png" } },
  { icons: { icon: "https://a.example/i.png?a=1&b=2" } },
  // All of it.
  {
    title, description, keywords: ["a", "b"], robots: { index: true, follow: false }, alternates: { canonical: "https://a.example/p" },
    openGraph: { title: "OG", siteName: "Site", type: "article", images: [described, b] },
    twitter: { card: "summary", site: "@s" }, icons: { icon: "/i.png", apple: "/a.png" },
  },
];

const vectors = [];
for (const metadata of cases) {
  const json = JSON.stringify(metadata); // Next.js writes into what it is given
  vectors.push(`{"metadata":${json},"tags":${JSON.stringify(await print(metadata))}}`);
}
const { version } = require("next/package.json");
console.log(`{"next":"${version}","vectors":[\n${vectors.join(",\n")}\n]}`);
