// The index, with what its rows say of each other, and the filters over it.

const json = (id) => JSON.parse(document.getElementById(id).textContent);
const { documents, people, measures, diagnostics, places, left_out: leftOut } = json("index");

/** For each vocabulary: code → [Chinese, English, family], in the order of the codes. */
const labels = Object.fromEntries(
  Object.entries(json("labels")).map(([name, words]) => [name, new Map(words.map(([code, ...rest]) => [code, rest]))]),
);
const order = Object.fromEntries(
  Object.entries(labels).map(([name, words]) => [name, new Map([...words.keys()].map((code, at) => [code, at]))]),
);

// Here the English labels are sentences; the codes are the same as one word, which a table has room for.
for (const name of ["Role", "MeasureStatus", "Basis"]) {
  for (const [code, words] of labels[name]) words[1] = code;
}

const NONE = "-"; // a value that the text does not give
const family = (code) => labels.Measure.get(code)[2];
const year = (date) => date?.slice(0, 4) ?? NONE;

/** The name that a bulletin goes by. */
const titleOf = (d) => d.title ?? d.id;

documents.forEach((d, at) => Object.assign(d, { at, people: [], measures: [], diagnostics: [] }));
for (const p of people) {
  p.measures = [];
  documents[p.document].people.push(p);
}
for (const m of measures) {
  m.who = m.person === undefined ? { name: m.target, level: m.level, posts: "" } : people[m.person];
  m.who.measures?.push(m);
  documents[m.document].measures.push(m);
}
for (const d of diagnostics) documents[d.document].diagnostics.push(d);

/** 一年六个月, as a text writes it: the term of a measure in months. */
function term(months) {
  const years = Math.floor(months / 12);
  const rest = months % 12;
  return (years ? `${years}年` : "") + (rest ? `${rest}个月` : "");
}

/** What the code of a measure does not say. */
function particulars(m) {
  const parts = [];
  if (m.term_months) parts.push(term(m.term_months));
  if (m.suspended_months) parts.push(`缓刑${term(m.suspended_months)}`);
  if (m.amount_yuan) parts.push(`${number(m.amount_yuan)}元`);
  return parts.join("，");
}

// What a search looks through. Made at the first search: most readers begin with the plots.
const measureWords = (m) => [m.measure, ...labels.Measure.get(m.measure).slice(0, 2), m.quote];
const words = {
  documents: (d) => [d.id, d.title, d.issuer, d.source, d.date, ...d.people.map((p) => p.name)],
  people: (p) => [p.name, p.posts, titleOf(documents[p.document]), ...p.measures.flatMap(measureWords)],
  measures: (m) => [m.who.name, m.who.posts, m.decided_by, titleOf(documents[m.document]), ...measureWords(m)],
  diagnostics: (d) => [...labels.DiagnosticCode.get(d.code), d.message, d.quote, titleOf(documents[d.document])],
};
const matches = (row, kind, terms) => {
  if (!terms.length) return true;
  row.words ??= words[kind](row).filter(Boolean).join("\n").toLowerCase();
  return terms.every((t) => row.words.includes(t));
};

const filters = { query: "", family: "", status: "", place: "", level: "", year: "", genre: "" };

/** The rows that pass the filters, by kind. */
function selected() {
  const f = filters;
  const terms = f.query.toLowerCase().split(/\s+/).filter(Boolean);
  const around = (row) =>
    (!f.year || year(row.date) === f.year) &&
    (!f.genre || (row.kind ?? NONE) === f.genre) &&
    (!f.level || ((row.who ?? row).level ?? NONE) === f.level) &&
    (!f.place || [(row.who ?? row).posts, row.who?.name, row.issuer].some((text) => text?.includes(f.place)));
  const own = (m) => (!f.family || family(m.measure) === f.family) && (!f.status || m.status === f.status);

  const foundMeasures = measures.filter((m) => own(m) && around(m));
  const foundPeople = people.filter((p) => around(p) && ((!f.family && !f.status) || p.measures.some(own)));
  const rows = [...foundMeasures, ...foundPeople];
  const holding = new Set(rows.map((row) => row.document));
  const needsRow = f.family || f.status || f.level || f.place;
  const foundDocuments = documents.filter(
    (d) =>
      (holding.has(d.at) || !needsRow) &&
      (!f.year || year(d.date) === f.year || holding.has(d.at)) &&
      (!f.genre || (d.kinds ?? [NONE]).includes(f.genre)),
  );
  const kept = new Set(foundDocuments.map((d) => d.at));
  return {
    documents: foundDocuments.filter((d) => matches(d, "documents", terms)),
    people: foundPeople.filter((p) => matches(p, "people", terms)),
    measures: foundMeasures.filter((m) => matches(m, "measures", terms)),
    diagnostics: diagnostics.filter((d) => kept.has(d.document) && matches(d, "diagnostics", terms)),
  };
}

/** The values that occur, in the order of their vocabulary, those without a value last. */
function values(vocabulary, rows, value) {
  const there = new Set(rows.map(value));
  const known = vocabulary ? [...vocabulary.keys()].filter((code) => there.has(code)) : [...there].sort().reverse();
  const codes = known.filter((code) => code !== NONE);
  return there.has(NONE) ? [...codes, NONE] : codes;
}
