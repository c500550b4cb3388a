/* Small comforts. Every page works without them. */
(() => {
  "use strict";

  const release = (form) => {
    delete form.dataset.sending;
    form.removeAttribute("aria-busy");
  };

  // Whoever signed in again in another window has a new proof that a form is theirs; this page, opened
  // before, still shows the old one.
  const proof = () => (document.cookie.match(/(?:^|; )csrftoken=([^;]+)/) || [])[1];
  document.addEventListener("htmx:configRequest", ({ detail }) => {
    if (detail.parameters.csrfmiddlewaretoken && proof()) {
      detail.parameters.csrfmiddlewaretoken = proof();
    }
  });

  // A form is sent once: a second click would only ask for the same thing again.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.dataset.sending) {
      event.preventDefault();
      return;
    }
    if ((form.getAttribute("method") || "").toLowerCase() !== "post") return;
    const own = form.querySelector("[name=csrfmiddlewaretoken]");
    if (own && proof()) own.value = proof();
    form.dataset.sending = "yes";
    form.setAttribute("aria-busy", "true");
    // What answers with a file leaves the page standing: it must not stay locked.
    window.setTimeout(() => release(form), 10000);
  });

  // A page shown again by the Back button may be sent again.
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sending]").forEach(release);
  });

  // "Back" by the browser's history keeps what was typed; the link's own address is the fallback.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-back]");
    if (!link || window.history.length < 2) return;
    event.preventDefault();
    window.history.back();
  });

  // Escape or a click elsewhere closes the menu of the narrow page.
  const menu = document.querySelector(".topbar-menu");
  if (menu) {
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && menu.open) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
    });
    document.addEventListener("click", (event) => {
      if (menu.open && !menu.contains(event.target)) menu.open = false;
    });
  }

  // A table that scrolls sideways can be scrolled by the keyboard.
  for (const box of document.querySelectorAll(".table-wrap")) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  }

  // One box ticks all of a list; it shows whether all, some or none are ticked.
  for (const all of document.querySelectorAll("[data-ticks]")) {
    const box = all.querySelector("input");
    const boxes = [...box.form.querySelectorAll(`input[name="${all.dataset.ticks}"]`)];
    const look = () => {
      const ticked = boxes.filter((one) => one.checked).length;
      box.checked = ticked > 0 && ticked === boxes.length;
      box.indeterminate = ticked > 0 && ticked < boxes.length;
    };
    all.hidden = boxes.length < 2;
    box.addEventListener("change", () => boxes.forEach((one) => { one.checked = box.checked; }));
    boxes.forEach((one) => one.addEventListener("change", look));
    look();
  }

  // What htmx could not fetch is said, never swallowed.
  const say = (text) => {
    const place = document.getElementById("pesan");
    if (!place) return;
    const box = document.createElement("div");
    box.className = "alert-box tone tone-bad";
    box.setAttribute("role", "alert");
    box.textContent = text;
    place.replaceChildren(box);
    place.scrollIntoView({ block: "nearest" });
  };
  const words = document.documentElement.dataset;

  // That one is signed out is said once, though the page may ask every other second; and no longer
  // than it is true.
  const told = () => document.querySelector("#pesan .signed-out");
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (detail.xhr.status === 401 && told()) detail.shouldSwap = false;
    if (detail.xhr.status < 300) told()?.remove();
  });
  document.addEventListener("htmx:responseError", () => say(words.failed));
  document.addEventListener("htmx:sendError", () => say(words.offline));
})();
