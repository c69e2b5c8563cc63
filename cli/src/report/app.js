// The page: tabs, filters, and the way between lists and bulletins.

const VIEWS = {
  overview: ["概览", "Overview"],
  people: ["人员", "People"],
  measures: ["措施", "Measures"],
  documents: ["通报", "Bulletins"],
  diagnostics: ["诊断", "Diagnostics"],
};
const $ = (id) => document.getElementById(id);
const count = (name, label, value) => ({ name: `${name} n`, label, value });
const of = {
  name: "of",
  label: ["通报", "Bulletin"],
  value: (row) => titleOf(documents[row.document]),
};
const level = (row) => labels.Level.get(row.level);

const tables = {
  people: new Table(people, (p) => `#/bulletin/${p.document}/person/${p.at}`, [
    { name: "name", label: ["姓名", "Name"], value: (p) => p.name },
    { name: "posts", label: ["职务", "Posts"], value: (p) => p.posts ?? "" },
    {
      name: "level",
      label: ["层级", "Level"],
      value: (p) => order.Level.get(p.level) ?? -1,
      cell: (p) => (level(p) ? both(level(p)) : ""),
    },
    {
      name: "role",
      label: ["角色", "Role"],
      value: (p) => order.Role.get(p.role),
      cell: (p) => both(labels.Role.get(p.role)),
    },
    {
      name: "measures",
      label: ["措施", "Measures"],
      value: (p) => p.measures.length,
      cell: (p) => p.measures.map((m) => [measureChip(m), " ", statusChip(m.status)]),
    },
    { name: "date", label: ["日期", "Date"], value: (p) => p.date ?? "" },
    of,
  ]),
  measures: new Table(measures, (m) => `#/bulletin/${m.document}/measure/${m.at}`, [
    {
      name: "name",
      label: ["对象", "Target"],
      value: (m) => m.who.name,
      cell: (m) => (m.count ? `${m.who.name}（${m.count}人）` : m.who.name),
    },
    { name: "measures", label: ["措施", "Measure"], value: (m) => order.Measure.get(m.measure), cell: measureChip },
    {
      name: "status",
      label: ["状态", "Status"],
      value: (m) => order.MeasureStatus.get(m.status),
      cell: (m) => statusChip(m.status) || both(labels.MeasureStatus.get(m.status)),
    },
    { name: "posts", label: ["职务", "Posts"], value: (m) => m.who.posts ?? "" },
    { name: "by", label: ["决定机关", "Decided by"], value: (m) => m.decided_by ?? "" },
    { name: "date", label: ["日期", "Date"], value: (m) => m.date ?? "" },
    { name: "quote", label: ["原文", "Words"], value: (m) => m.quote ?? "" },
    of,
  ]),
  documents: new Table(documents, (d) => `#/bulletin/${d.at}`, [
    { name: "title", label: ["通报", "Bulletin"], value: titleOf },
    { name: "date", label: ["日期", "Date"], value: (d) => d.date ?? "" },
    { name: "by", label: ["发布", "Issuer"], value: (d) => d.issuer ?? "" },
    {
      name: "kinds",
      label: ["体裁", "Genre"],
      value: (d) => (d.kinds ?? []).join(),
      cell: (d) => (d.kinds ?? []).map((k) => chip(labels.SectionKind.get(k))),
    },
    count("people", ["人员", "People"], (d) => d.people.length),
    count("measures", ["措施", "Measures"], (d) => d.measures.length),
    count("provisions", ["条文", "Provisions"], (d) => d.provisions),
    count("statistics", ["统计", "Figures"], (d) => d.statistics),
    count("diagnostics", ["诊断", "Diagnostics"], (d) => d.diagnostics.length),
  ]),
  diagnostics: new Table(diagnostics, (d) => `#/bulletin/${d.document}/diagnostic/${d.at}`, [
    {
      name: "code",
      label: ["诊断", "Diagnostic"],
      value: (d) => order.DiagnosticCode.get(d.code),
      cell: (d) => chip(labels.DiagnosticCode.get(d.code), "alarm"),
    },
    { name: "message", label: ["说明", "Message"], value: (d) => d.message },
    { name: "quote", label: ["原文", "Words"], value: (d) => d.quote ?? "" },
    of,
  ]),
};

let found;
/** The list that the reader is in or came from, how far it was scrolled, and the row that was opened. */
const list = { view: "overview", scroll: 0, opened: undefined };

function filter() {
  found = selected();
  for (const [name, table] of Object.entries(tables)) table.fill(found[name]);
  // On paper the fields are gone, and what they left out must still be said.
  const chosen = Object.entries(filters).filter(([, value]) => value);
  const said = ([name]) => {
    const field = $(`filter-${name}`);
    return `${field.labels[0].firstChild.textContent}: ${field.selectedOptions?.[0].text ?? field.value}`;
  };
  $("chosen").textContent = chosen.map(said).join(" · ");
}

function set(name, value) {
  filters[name] = value;
  filter();
  route();
}

/** A filter that was set elsewhere than in its field. */
function choose(name, value) {
  $(`filter-${name}`).value = value;
  set(name, value);
}

function tabs() {
  $("tabs").replaceChildren(
    ...Object.entries(VIEWS).map(([name, words]) =>
      el(
        "a",
        { href: `#/${name}`, "aria-current": name === list.view && "page" },
        both(words),
        " ",
        found[name] &&
          el(
            "span",
            { class: name === "diagnostics" && found[name].length ? "alarm" : "muted" },
            number(found[name].length),
          ),
      ),
    ),
  );
}

/** Draws what the address names: a list, or a bulletin with one of its findings. */
function route() {
  const [name, at, kind, item] = location.hash.replace(/^#\//, "").split("/");
  const bulletin = name === "bulletin" && documents[at];
  const scrolled = scrollY; // before the filters go, which moves everything below them
  document.body.classList.toggle("reading", Boolean(bulletin));
  if (bulletin) {
    if (!list.opened) list.scroll = scrolled;
    list.opened = location.hash;
    const view = bulletinView(bulletin, kind && `${kind}/${item}`, `#/${list.view}`);
    $("view").replaceChildren(view.node);
    scrollTo(0, 0);
    view.show();
    return;
  }
  const came = list.opened;
  list.opened = undefined;
  const view = Object.hasOwn(VIEWS, name) ? name : "overview";
  const same = view === list.view;
  list.view = view;
  tabs();
  $("view").replaceChildren(view === "overview" ? plots(found, choose) : tables[view].render());
  if (!came) return;
  scrollTo(0, same ? list.scroll : 0);
  const row = $("view").querySelector(`a[href="${CSS.escape(came)}"]`);
  row?.focus({ preventScroll: true });
  row?.closest("tr")?.classList.add("pointed");
}

/** A drop-down with the values that occur. */
function choice(name, words, vocabulary, codes) {
  const text = (code) => (code === NONE ? "未注明 not given" : vocabulary ? plain(vocabulary.get(code)) : code);
  return el(
    "label",
    {},
    both(words),
    el(
      "select",
      { id: `filter-${name}`, onchange: (event) => set(name, event.target.value) },
      el("option", { value: "" }, "全部 all"),
      codes.map((code) => el("option", { value: code }, text(code))),
    ),
  );
}

/** A field that filters when the typing pauses. */
function typed(name, words, attributes) {
  let timer;
  const oninput = (event) => {
    clearTimeout(timer);
    timer = setTimeout(() => set(name, event.target.value.trim()), 150);
  };
  return el(
    "label",
    { class: name },
    both(words),
    el("input", { id: `filter-${name}`, type: "search", autocomplete: "off", oninput, ...attributes }),
  );
}

function filterBar() {
  const rows = [...people, ...measures];
  $("filters").append(
    typed("query", ["搜索", "Search"], { placeholder: "姓名、职务、措施、通报 name, post, measure, bulletin" }),
    choice(
      "family",
      ["类别", "Family"],
      labels.Family,
      values(labels.Family, measures, (m) => family(m.measure)),
    ),
    choice(
      "status",
      ["状态", "Status"],
      labels.MeasureStatus,
      values(labels.MeasureStatus, measures, (m) => m.status),
    ),
    typed("place", ["地方", "Place"], { list: "places", placeholder: "任意 any" }),
    el(
      "datalist",
      { id: "places" },
      (places ?? []).map((value) => el("option", { value })),
    ),
    choice(
      "level",
      ["层级", "Level"],
      labels.Level,
      values(new Map([...labels.Level, [NONE]]), rows, (row) => (row.who ?? row).level ?? NONE),
    ),
    choice(
      "year",
      ["年份", "Year"],
      undefined,
      values(undefined, [...rows, ...documents], (row) => year(row.date)),
    ),
    choice(
      "genre",
      ["体裁", "Genre"],
      labels.SectionKind,
      values(
        new Map([...labels.SectionKind, [NONE]]),
        [...rows.map((r) => r.kind), ...documents.flatMap((d) => d.kinds ?? [])],
        (kind) => kind ?? NONE,
      ),
    ),
    el("button", { type: "reset" }, both(["重置", "Reset"])),
  );
  $("filters").addEventListener("submit", (event) => event.preventDefault());
  $("filters").addEventListener("reset", () => {
    for (const name of Object.keys(filters)) filters[name] = "";
    filter();
    route();
  });
}

function totals() {
  const all = [
    [documents.length, "份通报 bulletins"],
    [people.length, "人 people"],
    [measures.length, "项措施 measures"],
    [diagnostics.length, "条诊断 diagnostics"],
  ];
  $("totals").textContent = all.map(([n, words]) => `${number(n)} ${words}`).join(" · ");
  const closed = documents.filter((d) => !d.opens).length;
  const notes = [];
  if (closed) {
    notes.push(
      `此页篇幅有限：${number(closed)} 份通报只有表格，没有全文。The page has a limited size: ${number(closed)} bulletins are in the tables without their text.`,
    );
  }
  if (leftOut.documents) {
    notes.push(
      `另有 ${number(leftOut.documents)} 份通报（${number(leftOut.people)} 人、${number(leftOut.measures)} 项措施）未列入此页。${number(leftOut.documents)} more bulletins with ${number(leftOut.people)} people and ${number(leftOut.measures)} measures were read and are not on this page; divide the corpus into several reports.`,
    );
  }
  if (leftOut.reposts) {
    notes.push(
      `重复发布的 ${number(leftOut.reposts)} 份不重复计入。Each bulletin counts once; reposts left out: ${number(leftOut.reposts)}.`,
    );
  }
  $("notes").textContent = notes.join(" ");
}

/** Light or dark as the system says, until the reader chooses. Storage may be closed to a page from a file. */
function theme() {
  const system = matchMedia("(prefers-color-scheme: dark)");
  let chosen;
  try {
    chosen = localStorage.getItem("theme");
  } catch {}
  const apply = () => (document.documentElement.dataset.theme = chosen ?? (system.matches ? "dark" : "light"));
  system.addEventListener("change", apply);
  $("theme").addEventListener("click", () => {
    chosen = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    try {
      localStorage.setItem("theme", chosen);
    } catch {}
    apply();
  });
  apply();
}

theme();
totals();
filterBar();
filter();
$("print").addEventListener("click", () => print());
history.scrollRestoration = "manual";
addEventListener("hashchange", route);
route();
document.documentElement.dataset.ready = Math.round(performance.now());
