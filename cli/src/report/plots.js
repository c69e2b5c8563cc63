// Plots of the measures that pass the filters, as SVG.

const WIDTH = 640;
const WIDE = 1300;
const ROW = 24;

/** Width of a label in pixels: a Han character is as wide as the font is high, a Latin one about half. */
const textWidth = (text) => [...text].reduce((sum, c) => sum + (c > "⺀" ? 13 : 6.4), 0);
const label = (x, y, [zh, en], attributes = {}) =>
  svg("text", { x, y, ...attributes }, zh, svg("tspan", { class: "en", dx: 6 }, en));

/** As much of a small label as fits. */
function cut(text, room) {
  let width = textWidth("…");
  const fits = [...text].findIndex((c) => (width += textWidth(c) * 0.93) > room);
  return fits < 0 ? text : `${[...text].slice(0, fits).join("")}…`;
}

function counted(rows, key) {
  const counts = new Map();
  for (const row of rows) counts.set(key(row), (counts.get(key(row)) ?? 0) + 1);
  return counts;
}

function figure(title, drawing, note) {
  return el(
    "figure",
    {},
    el("figcaption", {}, el("h2", {}, both(title)), note && el("p", { class: "muted" }, note)),
    drawing,
  );
}

/** `bars`: {label, count, family, choose}, where `choose` makes a bar a filter. */
function barPlot(bars) {
  const left = Math.min(330, Math.max(...bars.map((b) => textWidth(plain(b.label)))) + 16);
  const most = Math.max(...bars.map((b) => b.count));
  const scale = (WIDTH - left - 70) / most;
  return svg(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${bars.length * ROW}` },
    bars.map((b, at) => {
      const y = at * ROW;
      const act = b.choose && {
        class: "choose",
        role: "button",
        tabindex: 0,
        onclick: b.choose,
        onkeydown: (e) => e.key === "Enter" && b.choose(),
      };
      return svg(
        "g",
        { ...act },
        svg("title", {}, `${plain(b.label)}: ${number(b.count)}`),
        svg("rect", { class: "hit", x: 0, y, width: WIDTH, height: ROW }),
        label(left - 10, y + 16, b.label, { "text-anchor": "end" }),
        svg("rect", {
          class: `bar ${b.family}`,
          x: left,
          y: y + 5,
          width: Math.max(2, b.count * scale),
          height: ROW - 10,
          rx: 2,
        }),
        svg("text", { class: "count", x: left + Math.max(2, b.count * scale) + 8, y: y + 16 }, number(b.count)),
      );
    }),
  );
}

function byCode(rows) {
  const bars = [...counted(rows, (m) => m.measure)]
    .map(([code, count]) => ({ label: labels.Measure.get(code).slice(0, 2), count, family: family(code) }))
    .sort((a, b) => b.count - a.count);
  const open = rows.filter((m) => m.status !== "decided").length;
  const note = open
    ? `含建议和此前的措施 ${number(open)} 项，可按状态筛选。${number(open)} proposed or earlier measures are included; filter by status.`
    : undefined;
  return figure(["各项措施", "Measures by code"], barPlot(bars), note);
}

function byFamily(rows, choose) {
  const counts = counted(rows, (m) => family(m.measure));
  const bars = [...labels.Family]
    .filter(([code]) => counts.has(code))
    .map(([code, words]) => ({
      label: words,
      count: counts.get(code),
      family: code,
      choose: () => choose("family", code),
    }));
  return figure(["按类别", "By family"], barPlot(bars));
}

/** A field of years by months, with the sum of each year beside it. */
function byTime(rows, choose) {
  const counts = counted(rows, (m) => m.date?.slice(0, 7) ?? NONE);
  const years = [...counted(rows, (m) => year(m.date))].filter(([y]) => y !== NONE).sort();
  const undated = counts.get(NONE) ?? 0;
  const note = undated ? `${number(undated)} 条没有日期 have no date` : undefined;
  const title = ["按年月", "By year and month"];
  if (!years.length) return figure(title, el("p", { class: "empty" }, both(["没有日期。", "No dates."])), note);

  const [left, cell, high, top] = [52, 34, 26, 26];
  const sums = left + 13 * cell + 12;
  const most = Math.max(...[...counts].filter(([key]) => key.length === 7).map(([, count]) => count), 1);
  const mostInYear = Math.max(...years.map(([, count]) => count));
  const columns = [...Array(12).keys()].map((m) => String(m + 1).padStart(2, "0"));
  const field = years.map(([y, sum], at) => {
    const top_ = top + at * high;
    const months = [...columns.map((m) => [`${y}-${m}`, `${y}-${m}`]), [y, `${y}, 月份不详 month unknown`]];
    const act = {
      class: "choose",
      role: "button",
      tabindex: 0,
      onclick: () => choose("year", y),
      onkeydown: (e) => e.key === "Enter" && choose("year", y),
    };
    const width = Math.max(2, ((WIDTH - sums - 48) * sum) / mostInYear);
    return svg(
      "g",
      act,
      svg("rect", { class: "hit", x: 0, y: top_, width: WIDTH, height: high }),
      svg("text", { x: left - 10, y: top_ + 17, "text-anchor": "end" }, y),
      months.map(([key, name], column) => {
        const count = counts.get(key) ?? 0;
        const strength = Math.min(1, Math.sqrt(count / most));
        return svg(
          "g",
          {},
          svg("title", {}, `${name}: ${number(count)}`),
          svg("rect", {
            class: count ? "cell" : "cell zero",
            x: left + column * cell + 1,
            y: top_ + 1,
            width: cell - 2,
            height: high - 2,
            rx: 2,
            "fill-opacity": count ? 0.12 + 0.78 * strength : 1,
          }),
          count > 0 &&
            svg(
              "text",
              {
                class: strength > 0.55 ? "inside strong" : "inside",
                x: left + (column + 0.5) * cell,
                y: top_ + 17,
                "text-anchor": "middle",
              },
              count < 10000 ? count : `${Math.round(count / 1000)}k`,
            ),
        );
      }),
      svg("rect", { class: "bar total", x: sums, y: top_ + 6, width, height: high - 12, rx: 2 }),
      svg("text", { class: "count", x: sums + width + 6, y: top_ + 17 }, number(sum)),
    );
  });
  const heads = [...columns.map((m) => `${Number(m)}月`), "?"].map((m, at) =>
    svg("text", { class: "muted", x: left + (at + 0.5) * cell, y: 16, "text-anchor": "middle" }, m),
  );
  const drawing = svg("svg", { viewBox: `0 0 ${WIDTH} ${top + years.length * high}` }, heads, field);
  return figure(title, drawing, note);
}

const MATRIX_ROWS = 30;

/** People by measures. Shows those with the most measures; the filters bring up others. */
function matrix(people, found) {
  const allowed = new Set(found);
  const rows = people
    .map((person) => ({ person, own: person.measures.filter((m) => allowed.has(m)) }))
    .filter((row) => row.own.length)
    .sort((a, b) => b.own.length - a.own.length);
  const shown = rows.slice(0, MATRIX_ROWS);
  const codes = values(
    labels.Measure,
    shown.flatMap((row) => row.own),
    (m) => m.measure,
  );
  const title = ["人员与措施", "People by measure"];
  if (!shown.length) return figure(title, el("p", { class: "empty" }, both(["没有人员。", "No people."])));

  const [left, high] = [430, 24];
  const top = Math.max(...codes.map((c) => textWidth(plain(labels.Measure.get(c))))) * 0.64 + 30;
  const slant = top / 0.84; // the last label leans out of the field by about this much
  const cell = Math.max(30, Math.min(52, (WIDE - left - slant) / codes.length));
  const width = left + codes.length * cell + slant;
  const heads = codes.map((code, at) => {
    const x = left + (at + 0.5) * cell + 4;
    return label(x, top - 8, labels.Measure.get(code), { transform: `rotate(-40 ${x} ${top - 8})` });
  });
  const lines = shown.map(({ person, own }, at) => {
    const y = top + at * high;
    const name = person.name.length > 8 ? `${person.name.slice(0, 8)}…` : person.name;
    const from = [person.posts, titleOf(documents[person.document])].filter(Boolean).join(" · ");
    const beside = cut(from, left - 28 - textWidth(name));
    return svg(
      "a",
      { href: `#/bulletin/${person.document}/person/${person.at}` },
      svg("title", {}, `${person.name} · ${from}`),
      svg("rect", { class: "hit", x: 0, y, width: left + codes.length * cell, height: high }),
      svg("text", { x: 4, y: y + 16 }, name, svg("tspan", { class: "en", dx: 8 }, beside)),
      codes.map((code, column) => {
        const of = own.filter((m) => m.measure === code);
        const x = left + column * cell;
        return svg(
          "g",
          {},
          svg("rect", { class: "cell zero", x: x + 1, y: y + 1, width: cell - 2, height: high - 2, rx: 2 }),
          of.length > 0 &&
            svg(
              "rect",
              {
                class: `bar ${family(code)} ${of.every((m) => m.status !== "decided") ? "open" : ""}`,
                x: x + cell / 2 - 11,
                y: y + 4,
                width: 22,
                height: high - 8,
                rx: 3,
              },
              svg("title", {}, `${person.name}: ${plain(labels.Measure.get(code))} ${particulars(of[0])}`),
            ),
        );
      }),
    );
  });
  const drawing = svg(
    "svg",
    { viewBox: `0 0 ${width} ${top + shown.length * high + 4}`, style: `width: ${width}px` },
    heads,
    lines,
  );
  const more =
    rows.length > shown.length
      ? `措施最多的 ${shown.length} 人，共 ${number(rows.length)} 人，可用筛选缩小范围。The ${shown.length} with the most measures of ${number(rows.length)}; filter to see others. `
      : "";
  return figure(title, drawing, `${more}空心为建议或此前的措施。Hollow: proposed or earlier.`);
}

function plots(found, choose) {
  if (!found.measures.length) {
    return el(
      "p",
      { class: "empty" },
      both(["没有符合条件的措施。", "No measure matches; change or reset the filters."]),
    );
  }
  return el(
    "div",
    { class: "plots" },
    el("div", {}, byFamily(found.measures, choose), byTime(found.measures, choose)),
    el("div", {}, byCode(found.measures)),
    el("div", { class: "wide" }, matrix(found.people, found.measures)),
  );
}
