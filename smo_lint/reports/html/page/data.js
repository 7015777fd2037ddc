/* What the page holds, and what follows from it at once. */

const SIGNS = ["✕", "▲", "●"];
let D, A, E, F, L; // all of it; articles, editions, findings, languages

async function island(id) {
  const node = $(id);
  const written = node.textContent;
  const bytes = Uint8Array.fromBase64
    ? Uint8Array.fromBase64(written)
    : Uint8Array.from(atob(written), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Response(stream).json();
}

async function load() {
  D = await island("overview");
  ({ articles: A, editions: E, findings: F, languages: L } = D);
  D.rightToLeft = new Set(D.rtl);
  D.numbers = new Map(A.map((article, number) => [article.key, number]));
  D.ruleNumbers = new Map(D.rules.map((rule, number) => [rule.code, number]));
  D.byFingerprint = new Map(F.fingerprint.map((mark, number) => [mark, number]));
  // Where the edition of an article in a language is; -1: there is none.
  D.editionOf = new Int32Array(A.length * L.length).fill(-1);
  E.article.forEach((article, edition) => {
    const at = article * L.length + E.language[edition];
    if (D.editionOf[at] < 0) D.editionOf[at] = edition;
  });
  const late = new Set(D.rules.flatMap((rule, number) => (rule.family === "freshness" ? [number] : [])));
  D.stale = new Uint8Array(E.path.length);
  D.count = F.rule.length;
  for (let f = 0; f < D.count; f++) if (late.has(F.rule[f])) D.stale[F.edition[f]] = 1;
  D.words = new Array(D.count);
  D.folders = A.map((article) => article.key.slice(0, article.key.lastIndexOf("/") + 1));
}

const skeletons = new Map();

/** The skeletons of an article, null where the page has none. */
async function skeletonOf(article) {
  if (!A[article].detailed) return null;
  if (!skeletons.has(article)) skeletons.set(article, await island(`skeleton-${article}`));
  return skeletons.get(article);
}

const articleOf = (finding) => E.article[F.edition[finding]];
const languageOf = (finding) => E.language[F.edition[finding]];
const ruleOf = (finding) => D.rules[F.rule[finding]];
const editionAt = (article, language) => D.editionOf[article * L.length + language];
const isSource = (edition) => A[E.article[edition]].source === E.language[edition];

/** What is searched for words: in lower case, made once. */
const wordsOf = (finding) =>
  (D.words[finding] ??= `${E.path[F.edition[finding]]} ${A[articleOf(finding)].key} ${F.message[finding]}`.toLowerCase());

/** How many findings of each severity. */
function severities(findings) {
  const counts = [0, 0, 0];
  for (const finding of findings) counts[F.severity[finding]]++;
  return counts;
}

const told = (counts) =>
  counts.map((count, s) => (count ? plural(count, D.severities[s]) : "")).filter(Boolean).join(", ") || "no findings";

/** Where a service shows a line of a file; "" where none does. */
function address(edition, line) {
  const uri = E.uri[edition];
  return D.files && !/^(\/|\.\.\/)/.test(uri) ? `${D.files}${uri}?plain=1#L${line}` : "";
}
