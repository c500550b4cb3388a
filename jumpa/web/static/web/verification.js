/* Compares a file with the hashes on the page, here in the browser: nothing is sent anywhere. */
(() => {
  "use strict";

  const place = document.querySelector("[data-compare]");
  // Only a secure origin can compute a hash; without one the page explains the commands.
  if (!place || !window.crypto?.subtle) return;

  // The whole file has to be in memory at once.
  const largest = 256 * 1024 * 1024;
  const zone = place.querySelector(".drop-zone");
  const input = place.querySelector("input");
  const answer = place.querySelector(".compare-answer");
  const forms = [...document.querySelectorAll("[data-hash]")];
  const words = place.dataset;
  let turn = 0;

  const say = (tone, name, text, more = "") => {
    const box = document.createElement("div");
    box.className = `alert-box tone tone-${tone}`;
    const inner = document.createElement("div");
    for (const [line, kind] of [[text, "alert-title"], [more, ""], [name, "text-quiet"]]) {
      if (!line) continue;
      const paragraph = document.createElement("p");
      paragraph.className = kind;
      paragraph.textContent = line;
      inner.append(paragraph);
    }
    box.append(inner);
    answer.replaceChildren(box);
  };

  const hash = async (file) => {
    const digest = await window.crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  };

  const compare = async (file) => {
    const mine = ++turn;
    forms.forEach((form) => form.classList.remove("is-same"));
    if (file.size > largest) return say("warning", file.name, words.large);
    say("info", file.name, words.reading);
    let found;
    try {
      found = await hash(file);
    } catch {
      if (mine === turn) say("warning", file.name, words.unreadable);
      return;
    }
    // Another file was chosen meanwhile.
    if (mine !== turn) return;
    const same = forms.find((form) => form.dataset.hash === found);
    if (!same) return say("bad", file.name, words.different);
    if ("isReplaced" in same.dataset) {
      return say("warning", file.name, words.replaced, same.dataset.title);
    }
    same.classList.add("is-same");
    // The same file as one that holds no more is no good news.
    if (words.standing) return say("warning", file.name, `${words.same} ${same.dataset.title}.`, words.standing);
    say("good", file.name, words.same, same.dataset.title);
  };

  place.hidden = false;
  input.addEventListener("change", () => {
    if (input.files.length) compare(input.files[0]);
  });

  // A file dropped beside the zone would be opened in place of the page.
  const carriesFile = (event) => [...(event.dataTransfer?.types || [])].includes("Files");
  for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
    document.addEventListener(kind, (event) => {
      if (!carriesFile(event)) return;
      event.preventDefault();
      const inside = zone.contains(event.target);
      zone.classList.toggle("is-over", inside && kind !== "drop" && kind !== "dragleave");
      if (kind === "drop" && inside && event.dataTransfer.files.length) {
        compare(event.dataTransfer.files[0]);
      }
    });
  }
})();
