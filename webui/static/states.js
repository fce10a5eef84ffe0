// Filters the table of States as one types, by either name or the code.

const filter = document.getElementById("filter");
const table = document.getElementById("states");

if (filter && table) {
  const box = filter.querySelector("input");
  const shown = filter.querySelector("output");
  const letters = document.querySelector(".letters");
  const rows = [...table.querySelectorAll("[data-names]")].map((row) => [row, plain(`${row.cells[0].textContent} ${row.dataset.names}`)]);

  const narrow = () => {
    const wanted = plain(box.value.trim());
    let count = 0;
    for (const [row, names] of rows) {
      row.hidden = !names.includes(wanted);
      count += row.hidden ? 0 : 1;
    }
    if (letters) letters.hidden = wanted !== "";
    shown.value = String(count);
  };

  box.addEventListener("input", narrow);
  filter.hidden = false;
  narrow(); // a browser that comes back to the page fills the box again
}

function plain(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
