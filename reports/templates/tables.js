// Sorts and filters long tables and lists. Without it the report says the same, unsorted.
"use strict";
{
  const LONG = 10;
  const texts = document.body.dataset;
  const point = new Intl.NumberFormat(document.documentElement.lang)
    .formatToParts(1.5).find((part) => part.type === "decimal").value;
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

  const make = (tag, more, ...inside) => {
    const made = Object.assign(document.createElement(tag), more);
    made.append(...inside);
    return made;
  };
  const isNumber = (cell) => cell.classList.contains("num");
  const keyOf = (cell) => {
    if (cell.dataset.key !== undefined) return cell.dataset.key;
    if (!isNumber(cell)) return cell.textContent.trim();
    const digits = [...cell.textContent].filter((c) => /\d/.test(c) || c === point).join("");
    return digits ? parseFloat(digits.replace(point, ".")) : -1;
  };

  const filter = (holder, items, name) => {
    const found = items.map((item) => item.textContent.toLowerCase());
    const count = make("output", { className: "soft" });
    const field = make("input", { type: "search", autocomplete: "off", spellcheck: false });
    const label = make("label", {}, texts.filter, make("span", { className: "unseen" }, name));
    const apply = () => {
      const words = field.value.toLowerCase().split(/\s+/);
      let shown = 0;
      items.forEach((item, number) => {
        item.hidden = !words.every((word) => found[number].includes(word));
        shown += !item.hidden;
      });
      count.textContent = texts.count.replace("{shown}", shown).replace("{all}", items.length);
    };
    field.addEventListener("input", apply);
    label.append(field);
    const tools = make("div", { className: "tools" }, label, count);
    holder.before(tools);
    apply();
    return tools;
  };

  const sorter = (table, body, rows, tools) => {
    const heads = [...table.tHead.rows[0].cells];
    const choice = make("select", {}, make("option", { value: "" }, "–"));
    const sort = (column, down) => {
      const keyed = rows.map((row) => [keyOf(row.cells[column]), row]);
      keyed.sort(([a], [b]) => typeof a === "number" ? a - b : collator.compare(a, b));
      if (down) keyed.reverse();
      body.append(...keyed.map(([, row]) => row));
      heads.forEach((head, number) => {
        if (number === column) head.setAttribute("aria-sort", down ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      });
      choice.value = `${column}${down ? "-" : "+"}`;
    };
    heads.forEach((head, column) => {
      const name = head.textContent.trim();
      const button = make("button", { type: "button" }, ...head.childNodes);
      // The greatest number is what people look for first.
      const first = rows.some((row) => isNumber(row.cells[column]));
      button.addEventListener("click", () => {
        const now = head.getAttribute("aria-sort");
        sort(column, now ? now === "ascending" : first);
      });
      head.append(button);
      choice.append(make("option", { value: `${column}+` }, `${name} ↑`),
        make("option", { value: `${column}-` }, `${name} ↓`));
    });
    choice.addEventListener("change", () => {
      if (choice.value) sort(parseInt(choice.value, 10), choice.value.endsWith("-"));
    });
    tools.append(make("label", { className: "by" }, texts.sort, choice));
  };

  for (const table of document.querySelectorAll("table.rows:not(.legend)")) {
    const body = table.tBodies[0];
    const rows = [...body.rows];
    const width = table.tHead.rows[0].cells.length;
    if (rows.length < LONG || rows.some((row) => row.cells.length !== width)) continue;
    sorter(table, body, rows, filter(table, rows, table.caption.textContent.trim()));
  }
  for (const list of document.querySelectorAll("ul.names")) {
    const items = [...list.children];
    const heading = list.previousElementSibling;
    if (items.length >= LONG) filter(list, items, heading ? heading.textContent.trim() : "");
  }
}
