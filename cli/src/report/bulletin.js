// One bulletin: its text with what was found in it, and the findings as a list beside it.

/** Offsets of the data count bytes of UTF-8, a script counts UTF-16 units: for each byte the unit it belongs to. */
function unitsOf(text) {
  const units = new Uint32Array(new TextEncoder().encode(text).length + 1);
  let byte = 0;
  for (let unit = 0; unit < text.length;) {
    const code = text.codePointAt(unit);
    const bytes = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    units.fill(unit, byte, byte + bytes);
    byte += bytes;
    unit += bytes === 4 ? 2 : 1;
  }
  units[byte] = text.length;
  return units;
}

const KINDS = {
  measure: ["措施", "Measure"],
  person: ["人员", "Person"],
  post: ["职务", "Post and unit"],
  organization: ["单位", "Organisation"],
  provision: ["条文", "Provision"],
  statistic: ["统计", "Figure"],
  diagnostic: ["诊断", "Diagnostic"],
};

const nameOf = (b, { person, organization, group }) =>
  person !== undefined
    ? b.people[person].name
    : organization !== undefined
      ? b.organizations[organization].name
      : group;

/** Every finding: {span, kind, ref, note}. `ref` is the item of the list that it belongs to. */
function findings(b) {
  const all = [];
  const add = (kind, ref, spans, note, more = "") => {
    for (const span of spans ?? []) all.push({ kind, ref, span, note, classes: `${kind} ${more}` });
  };
  b.measures?.forEach((m, i) => {
    const note = `${nameOf(b, m.target)} ← ${plain(labels.Measure.get(m.measure))}`;
    add("measure", `measure/${i}`, [m.span, ...(m.also ?? [])], note, family(m.measure));
  });
  b.people?.forEach((p, i) => {
    add("person", `person/${i}`, p.mentions, `${p.name} (${plain(labels.Role.get(p.role))})`);
    for (const post of p.posts ?? [])
      add("post", `person/${i}`, [post.span], `${p.name}: ${post.unit ?? ""}${post.title}`);
  });
  b.organizations?.forEach((o, i) => add("organization", `organization/${i}`, [o.span], o.name));
  b.provisions?.forEach((p, i) => add("provision", `provision/${i}`, [p.span], `条文 provision ${p.number ?? ""}`));
  b.statistics?.forEach((s, i) => add("statistic", `statistic/${i}`, [s.span], `${s.who ?? ""} ${s.count}`));
  b.diagnostics?.forEach((d, i) => add("diagnostic", `diagnostic/${i}`, [d.span], d.message));
  return all;
}

/**
 * The text with its marks. Elements must nest and findings need not, so the text is cut wherever a finding begins or
 * ends, and each piece carries all that cover it; a click means the shortest of them.
 */
function marked(b, units) {
  const all = findings(b).sort((a, c) => a.span[0] - c.span[0]);
  const heads = new Map((b.sections ?? []).map((s) => [s.span[0], s.kind]));
  const cuts = new Set([0, units.length - 1, ...heads.keys(), ...all.flatMap((f) => f.span)]);
  const at = [...cuts].sort((a, c) => a - c);
  const out = el("div", { class: "text" });
  let open = [];
  let coming = 0;
  for (let i = 0; i + 1 < at.length; i++) {
    const [from, to] = [at[i], at[i + 1]];
    open = open.filter((f) => f.span[1] > from);
    while (coming < all.length && all[coming].span[0] <= from) {
      if (all[coming].span[1] > from) open.push(all[coming]);
      coming += 1;
    }
    if (heads.has(from)) out.append(el("span", { class: "genre" }, both(labels.SectionKind.get(heads.get(from)))));
    const words = b.text.slice(units[from], units[to]);
    if (!open.length) {
      out.append(words);
      continue;
    }
    const inner = open.reduce((a, f) => (f.span[1] - f.span[0] < a.span[1] - a.span[0] ? f : a));
    // A person is found where the name stands, not where a post does.
    const starting = open.filter((f) => f.span[0] === from && f.kind !== "post").map((f) => f.ref);
    out.append(
      el(
        "mark",
        {
          class: [...new Set(open.map((f) => f.classes))].join(" "),
          title: open.map((f) => f.note).join("\n"),
          "data-ref": inner.ref,
          "data-starts": starting.length > 0 && [...new Set(starting)].join(" "),
        },
        words,
      ),
    );
  }
  return out;
}

const chip = (words, classes = "") => el("span", { class: `chip ${classes}` }, both(words));
/** 留党察看 1年 probation within the party */
function measureChip(m) {
  const [zh, en] = labels.Measure.get(m.measure);
  return chip([[zh, particulars(m)].filter(Boolean).join(" "), en], family(m.measure));
}
const statusChip = (status) => status !== "decided" && chip(labels.MeasureStatus.get(status), "status");
const muted = (...children) => el("span", { class: "muted" }, children);
const quoted = (b, units, [from, to]) => `「${b.text.slice(units[from], units[to]).replace(/\s+/g, "")}」`;

const range = (least, most, unit) =>
  least && most ? `${least}–${most}${unit}` : least ? `≥${least}${unit}` : most ? `≤${most}${unit}` : "";
function penalty(p) {
  const amount = [
    range(p.min_yuan, p.max_yuan, "元 yuan"),
    range(p.min_days, p.max_days, "日 days"),
    range(p.min_months, p.max_months, "个月 months"),
  ].filter(Boolean);
  return `${plain(labels.PenaltyKind.get(p.kind))} ${amount.join(" ")}`.trim();
}
const article = (a) =>
  `第${a.article}条${a.sub ? `之${a.sub}` : ""}${a.paragraph ? `第${a.paragraph}款` : ""}${a.item ? `第${a.item}项` : ""}`;

function consequence(c) {
  const statute =
    c.statute &&
    `《${c.statute}》${(c.articles ?? [])
      .filter((a) => a.article)
      .map(article)
      .join("、")}`;
  const penalties = (c.penalties ?? []).map((p) => [p.condition, penalty(p)].filter(Boolean).join(": "));
  return el(
    "li",
    {},
    [statute, c.condition, [...penalties, ...(c.offences ?? [])].join("；")].filter(Boolean).join(" — "),
  );
}

/** The findings as lists; the order is that of what a checker looks at first. */
function lists(b, units) {
  const about = (...parts) => el("p", { class: "muted" }, parts.filter(Boolean).join(" · "));
  const one = {
    diagnostic: (d) => [
      chip(labels.DiagnosticCode.get(d.code), "alarm"),
      el("p", {}, d.message),
      about(quoted(b, units, d.span)),
    ],
    measure: (m) => [
      el("strong", {}, nameOf(b, m.target)),
      m.target.count && ` ${m.target.count} 人`,
      el("p", {}, measureChip(m), " ", statusChip(m.status)),
      about(
        `「${(m.quote ?? "").replace(/\s+/g, "")}」`,
        m.detail,
        m.date,
        m.decided_by && `决定 by ${m.decided_by.join("、")}`,
        m.approved_by && `批准 approved ${m.approved_by.join("、")}`,
      ),
      about(plain(labels.Basis.get(m.basis)), m.rule),
    ],
    person: (p) => [
      el("strong", {}, p.name),
      " ",
      muted(both(labels.Role.get(p.role))),
      p.posts &&
        el(
          "ul",
          {},
          p.posts.map((post) =>
            el(
              "li",
              {},
              post.unit,
              " ",
              post.title,
              " ",
              post.status !== "current" && muted(both(labels.PostStatus.get(post.status))),
              post.rank && ` ${post.rank}`,
            ),
          ),
        ),
      about(...[p.aliases?.join("、"), p.gender, p.ethnicity, p.born, p.native_place, p.education, ...(p.notes ?? [])]),
    ],
    organization: (o) => [el("strong", {}, o.name), " ", muted(both(labels.OrganizationKind.get(o.kind)))],
    provision: (p) => [
      el("strong", {}, p.number === undefined ? "" : `${p.number} `),
      p.conduct,
      el("ul", {}, (p.consequences ?? []).map(consequence)),
    ],
    statistic: (s) => [
      el("strong", {}, s.who, " ", number(s.count), s.approximate && " 约 about"),
      el("p", {}, measureChip(s)),
      about(s.place, s.period && [s.period.from, s.period.to].filter(Boolean).join("–")),
    ],
  };
  const parts = [
    ["diagnostic", ["诊断", "Diagnostics"], b.diagnostics],
    ["measure", ["措施", "Measures"], b.measures],
    ["person", ["人员", "People"], b.people],
    ["organization", ["单位", "Organisations"], b.organizations],
    ["provision", ["条文", "Provisions"], b.provisions],
    ["statistic", ["统计", "Figures"], b.statistics],
  ].filter(([, , items]) => items?.length);
  if (!parts.length) return [el("p", { class: "empty" }, both(["未读出内容。", "Nothing was found in this text."]))];
  return parts.map(([kind, title, items]) =>
    el(
      "section",
      {},
      el("h2", {}, both(title), " ", muted(number(items.length))),
      el(
        "ol",
        { class: "items" },
        items.map((item, i) =>
          el("li", { class: `item ${kind}`, tabindex: 0, "data-ref": `${kind}/${i}` }, one[kind](item)),
        ),
      ),
    ),
  );
}

/** A link only where it leads to the web: a bulletin must not bring a script along as its address. */
const origin = (url) =>
  /^https?:\/\//i.test(url) ? el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, url) : url;

/** The page of a bulletin; `ref` is the finding to show, `back` the place of the list that the reader came from. */
function bulletinView(d, ref, back) {
  const head = el(
    "header",
    {},
    el("a", { class: "back", href: back }, "← ", both(["返回列表", "Back to the list"])),
    el("h2", {}, titleOf(d)),
  );
  const told = [...new Set([d.id, d.issuer, d.date, d.source])].filter(Boolean).join(" · ");
  const about = el("p", { class: "muted origin" }, told, d.url && [" · ", origin(d.url)]);
  if (!d.opens) {
    const why = [
      "此页放不下这份通报的全文；表格里有它的各行。",
      "Its text is not in this page, which has a limited size; its rows are in the tables.",
    ];
    return {
      node: el("article", { class: "bulletin" }, head, about, el("p", { class: "empty" }, both(why))),
      show() {},
    };
  }
  const b = json(`bulletin-${d.at}`);
  b.text ??= "";
  const units = unitsOf(b.text);
  const text = marked(b, units);
  const list = el("aside", { class: "findings" }, lists(b, units));
  const legend = el(
    "p",
    { class: "legend" },
    Object.entries(KINDS).map(([kind, words]) =>
      el("mark", { class: `${kind} ${kind === "measure" ? "party" : ""}` }, both(words)),
    ),
  );

  const item = (ref) => list.querySelector(`[data-ref="${ref}"]`);
  const toText = (ref) => point(text.querySelector(`mark[data-starts~="${ref}"]`), "center");
  const follow = (event) => {
    const from = event.target.closest("[data-ref]");
    if (from) toText(from.dataset.ref);
  };
  list.addEventListener("click", follow);
  list.addEventListener("keydown", (event) => event.key === "Enter" && follow(event));
  text.addEventListener("click", (event) => {
    const mark = event.target.closest("mark");
    if (mark) point(item(mark.dataset.ref), "nearest");
  });
  return {
    node: el("article", { class: "bulletin" }, head, about, legend, el("div", { class: "sides" }, text, list)),
    show() {
      if (!ref) return;
      point(item(ref), "nearest");
      toText(ref);
    },
  };
}
