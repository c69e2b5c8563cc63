// A sortable table that shows one page of its rows, so that its cost does not grow with the corpus.

const collator = new Intl.Collator("zh-Hans-CN", { numeric: true });
const SIZES = [50, 200, 1000];

/** Rows in the order of a column; equal ones keep the order of the text. */
function sorted(rows, { value }, direction) {
  // Comparing Chinese is slow: each distinct value is compared once and the rows by its rank.
  const keys = rows.map(value);
  const distinct = [...new Set(keys)].sort((a, b) => (typeof a === "number" ? a - b : collator.compare(a, b)));
  const rank = new Map(distinct.map((key, at) => [key, at]));
  const at = keys.map((_, i) => i).sort((a, b) => direction * (rank.get(keys[a]) - rank.get(keys[b])) || a - b);
  return at.map((i) => rows[i]);
}

class Table {
  /** `columns`: {name, label, value, cell}, those without any value in `all` left out; `href` is the place of a row. */
  constructor(all, href, columns) {
    const used = columns.filter((c) => all.some((row) => c.value(row) !== ""));
    Object.assign(this, { columns: used, href, page: 0, size: SIZES[0], column: undefined, direction: 1 });
  }

  /** Shows other rows, from the first page. */
  fill(rows) {
    this.rows = rows;
    this.page = 0;
    this.ordered = undefined;
  }

  sortBy(column) {
    this.direction = this.column === column ? -this.direction : 1;
    this.column = column;
    this.ordered = undefined;
    this.page = 0;
    this.draw();
    this.node.querySelector("th[aria-sort] button").focus();
  }

  turn(page) {
    this.page = page;
    this.draw();
    this.node.scrollIntoView({ block: "start" });
  }

  render() {
    this.node = el("section", { class: "table" });
    this.draw();
    return this.node;
  }

  draw() {
    if (!this.rows.length) {
      this.node.replaceChildren(
        el("p", { class: "empty" }, both(["没有符合条件的内容。", "Nothing matches; change or reset the filters."])),
      );
      return;
    }
    this.ordered ??= this.column ? sorted(this.rows, this.column, this.direction) : this.rows;
    const shown = this.ordered.slice(this.page * this.size, (this.page + 1) * this.size);
    this.node.replaceChildren(
      el(
        "div",
        { class: "scroll" },
        el(
          "table",
          {},
          el(
            "thead",
            {},
            el(
              "tr",
              {},
              this.columns.map((c) => this.head(c)),
            ),
          ),
          el(
            "tbody",
            {},
            shown.map((r) => this.row(r)),
          ),
        ),
      ),
      this.pager(shown.length),
    );
  }

  head(column) {
    const active = column === this.column;
    const direction = this.direction > 0 ? "ascending" : "descending";
    return el(
      "th",
      { class: column.name, scope: "col", "aria-sort": active && direction },
      el("button", { type: "button", onclick: () => this.sortBy(column) }, both(column.label)),
    );
  }

  /** The first cell links to the place of the row; the rest of the row does the same for a pointer. */
  row(row) {
    const href = this.href(row);
    const follow = (event) => {
      const selecting = String(getSelection()) !== "";
      if (!selecting && !event.target.closest("a")) location.hash = href;
    };
    const cells = this.columns.map((c, at) => {
      const content = c.cell ? c.cell(row) : String(c.value(row));
      return el("td", { class: c.name }, at === 0 ? el("a", { href }, content) : content);
    });
    return el("tr", { onclick: follow }, cells);
  }

  pager(shown) {
    const first = this.page * this.size;
    const last = Math.ceil(this.rows.length / this.size) - 1;
    const to = (page, zh, en) =>
      el(
        "button",
        { type: "button", disabled: page < 0 || page > last || page === this.page, onclick: () => this.turn(page) },
        both([zh, en]),
      );
    const sizes = el(
      "select",
      {
        "aria-label": "每页行数 Rows per page",
        onchange: (event) => {
          this.size = Number(event.target.value);
          this.turn(0);
        },
      },
      SIZES.map((n) => el("option", { value: n, selected: n === this.size }, `${n} 行/页 rows`)),
    );
    return el(
      "div",
      { class: "pager" },
      el("span", { class: "range" }, `${number(first + 1)}–${number(first + shown)} / ${number(this.rows.length)}`),
      to(0, "首页", "First"),
      to(this.page - 1, "上一页", "Previous"),
      to(this.page + 1, "下一页", "Next"),
      to(last, "末页", "Last"),
      sizes,
    );
  }
}
