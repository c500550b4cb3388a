/* The timetable drawn as a time line on wide pages. The table beneath says the same without it. */
(() => {
  "use strict";

  const board = document.querySelector(".board");
  const wide = window.matchMedia("(min-width: 992px)");
  if (!board || !window.EventCalendar) return;

  const main = document.querySelector("main");
  const dialog = document.querySelector(".move-dialog");
  const places = new WeakMap();
  let calendar = null;
  let drawn = { resources: [], events: [] };
  let current = null;

  const make = (tag, name, text) => {
    const element = document.createElement(tag);
    element.className = name;
    element.textContent = text;
    return element;
  };

  /* What the server says */

  const fetchRows = async () => {
    const answer = await fetch(board.dataset.url, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`${answer.status}`);
    return answer.json();
  };

  const say = (tone, message, details = [], alternatives = []) => {
    const words = document.createElement("div");
    words.append(make("p", "alert-title", message));
    if (details.length) words.append(listOf(details.map((text) => make("li", "", text))));
    if (alternatives.length) {
      words.append(make("p", "", board.dataset.free), listOf(alternatives.map((free) => {
        const item = make("li", "", "");
        const link = make("a", "", free.text);
        link.href = free.url;
        item.append(link, free.reason ? ` (${free.reason})` : "");
        return item;
      })));
    }
    const box = make("div", `alert-box tone tone-${tone}`, "");
    if (tone !== "good") box.setAttribute("role", "alert");
    box.append(words);
    const place = document.getElementById("pesan");
    place.replaceChildren(box);
    place.scrollIntoView({ block: "nearest" });
  };

  const listOf = (items) => {
    const list = document.createElement("ul");
    list.append(...items);
    return list;
  };

  const failed = () => say("bad", document.documentElement.dataset.offline);

  /* The table follows what was moved in the drawing. */
  const refresh = async () => {
    drawn = await fetchRows();
    calendar.setOption("events", drawn.events);
    const answer = await fetch(window.location.href);
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector(".timetable-wrap");
    if (fresh) document.querySelector(".timetable-wrap").replaceWith(fresh);
  };

  /* Moving: ask first, then let the server decide; what it refuses jumps back. */

  const clock = (moment) => [moment.getHours(), moment.getMinutes()]
    .map((part) => String(part).padStart(2, "0"));
  const local = (moment) => {
    const day = [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()];
    return `${day.map((part) => String(part).padStart(2, "0")).join("-")}T${clock(moment).join(":")}`;
  };
  const inWords = (start, end) => {
    const day = (moment) => moment.toLocaleDateString(document.documentElement.lang, {
      weekday: "long", day: "numeric", month: "long", year: "numeric",
    });
    const last = start.toDateString() === end.toDateString() ? "" : `${day(end)}, `;
    const hours = `${clock(start).join(".")}–${last}${clock(end).join(".")}`;
    return `${day(start)}, ${board.dataset.hours.replace("JAM", hours)}`;
  };

  const kindOf = (resource) => resource.extendedProps.kind;

  const moved = (info) => {
    const { oldResource, newResource, event } = info;
    if (newResource && !(kindOf(oldResource) === "room" && kindOf(newResource) === "room")) {
      info.revert();
      say("warning", board.dataset.noKind);
      return;
    }
    const room = newResource ? newResource.extendedProps.name : "";
    dialog.querySelector(".move-what").textContent = event.title;
    dialog.querySelector(".move-before").textContent = event.extendedProps.occasion;
    dialog.querySelector(".move-after").textContent =
      [room, inWords(event.start, event.end)].filter(Boolean).join(", ");
    dialog.returnValue = "";
    dialog.addEventListener("close", () => {
      if (dialog.returnValue !== "ya") info.revert();
      else send(event, newResource).catch(() => { info.revert(); failed(); });
    }, { once: true });
    dialog.showModal();
  };

  const send = async (event, newResource) => {
    const said = new FormData(dialog.querySelector("form"));
    const [start, end] = [local(event.start), local(event.end)];
    said.set("mulai", start);
    said.set("selesai", end);
    if (newResource) said.set("ruang", newResource.id);
    const answer = await fetch(board.dataset.move.replace("/ref/", `/${event.extendedProps.ref}/`), {
      method: "POST", body: said, headers: { Accept: "application/json" },
    });
    const told = await answer.json();
    await refresh();
    if (answer.ok) say("good", told.message);
    else say("warning", told.message, told.details, told.alternatives);
  };

  /* The keyboard: one tab stop, arrows between events, Enter follows the link. */

  const laidOut = () => [...board.querySelectorAll(".slot-link")].sort((one, two) => {
    const [a, b] = [places.get(one), places.get(two)];
    return a.row - b.row || a.start - b.start;
  });

  const arrange = () => {
    // The drawing claims to be a table, which its parts are not: what it says stands in the links.
    for (const element of board.querySelectorAll("[role]:not(.slot-link)")) {
      for (const { name } of [...element.attributes]) {
        if (name === "role" || name.startsWith("aria-")) element.removeAttribute(name);
      }
    }
    const all = laidOut();
    if (!all.includes(current)) current = all[0] || null;
    for (const element of all) element.tabIndex = element === current ? 0 : -1;
  };

  const beside = (all, element, step) => {
    const other = all[all.indexOf(element) + step];
    return other && places.get(other).row === places.get(element).row ? other : null;
  };

  const above = (all, element, step) => {
    const here = places.get(element);
    const rows = [...new Set(all.map((one) => places.get(one).row))];
    const row = rows[rows.indexOf(here.row) + step];
    const there = all.filter((one) => places.get(one).row === row);
    const distance = (one) => Math.abs(places.get(one).start - here.start);
    return there.sort((one, two) => distance(one) - distance(two))[0] || null;
  };

  const ways = {
    ArrowLeft: (all, element) => beside(all, element, -1),
    ArrowRight: (all, element) => beside(all, element, 1),
    ArrowUp: (all, element) => above(all, element, -1),
    ArrowDown: (all, element) => above(all, element, 1),
    Home: (all) => all[0],
    End: (all) => all[all.length - 1],
  };

  board.addEventListener("keydown", (event) => {
    const element = event.target.closest(".slot-link");
    if (!element || !ways[event.key]) return;
    event.preventDefault();
    const next = ways[event.key](laidOut(), element);
    if (next) next.focus();
  });
  board.addEventListener("focusin", (event) => {
    const element = event.target.closest(".slot-link");
    if (!element) return;
    current = element;
    arrange();
    element.scrollIntoView({ block: "nearest", inline: "nearest" });
  });

  // The mouse takes hold of the event, not of the link in it; a click that ends a drag opens nothing.
  let isDragged = false;
  board.addEventListener("pointerdown", () => { isDragged = false; }, true);
  board.addEventListener("click", (event) => {
    const link = event.target.closest(".ec-event")?.querySelector("a.slot-link");
    if (link && !isDragged) window.location.assign(link.href);
  });

  /* The drawing */

  const content = ({ event }) => {
    if (event.display === "background") return { domNodes: [] };
    const facts = event.extendedProps;
    const row = drawn.resources.findIndex((one) => one.id === event.resourceIds[0]);
    const link = make(facts.url ? "a" : "span", "slot-link", "");
    if (facts.url) link.href = facts.url;
    else link.setAttribute("role", "note");
    link.tabIndex = -1;
    const rest = [row < 0 ? "" : drawn.resources[row].title, facts.occasion, facts.note];
    link.append(
      make("span", "slot-time", [facts.time, facts.state].filter(Boolean).join(" · ")), " ",
      make("span", "slot-title", event.title), " ",
      make("span", "visually-hidden", rest.filter(Boolean).join(", ")),
    );
    link.title = [facts.time, event.title, facts.state, facts.note].filter(Boolean).join("\n");
    places.set(link, { row, start: event.start.getTime() });
    return { domNodes: [link] };
  };

  const label = ({ resource }) => {
    const link = make("a", "", resource.title);
    link.href = resource.extendedProps.url;
    return { domNodes: [link, make("span", "row-detail", resource.extendedProps.detail)] };
  };

  // What a day shows at least, and the pixels that its names and half hours share.
  const [OPENS, CLOSES, HALF_HOURS, NAMES] = ["06:00", "21:00", 30, 245];

  const hour = (time) => String(time.getHours()).padStart(2, "0") + ".00";
  // Hours are drawn to scale on a day's page only; elsewhere a day is a column of readable events.
  const isDay = board.dataset.view === "day";
  const scale = () => {
    const least = board.dataset.view === "week" ? "5.75rem" : "7rem";
    if (!isDay) return { slotDuration: { days: 1 }, columnWidth: `minmax(${least}, 1fr)` };
    const room = Math.floor((board.clientWidth - NAMES) / HALF_HOURS);
    const slots = { slotDuration: "00:30", slotLabelInterval: "01:00", snapDuration: "00:15" };
    return { ...slots, slotWidth: Math.max(28, room) };
  };

  const draw = async () => {
    if (calendar || !wide.matches) return;
    drawn = await fetchRows();
    board.hidden = false;
    document.querySelector(".board-choice").hidden = false;
    main.classList.add("has-board", "shows-board");
    calendar = window.EventCalendar.create(board, {
      view: board.dataset.view,
      views: {
        day: { type: "resourceTimelineDay" },
        week: { type: "resourceTimelineMonth", duration: { weeks: 1 } },
        month: { type: "resourceTimelineMonth" },
      },
      date: board.dataset.date,
      timeZone: board.dataset.zone,
      locale: document.documentElement.lang,
      firstDay: 1,
      headerToolbar: { start: "", center: "", end: "" },
      resources: drawn.resources,
      events: drawn.events,
      resourceLabelContent: label,
      eventContent: content,
      eventAllUpdated: arrange,
      eventDragStart: () => { isDragged = true; },
      eventResizeStart: () => { isDragged = true; },
      eventDrop: moved,
      eventResize: moved,
      editable: false,
      nowIndicator: true,
      slotMinTime: OPENS,
      slotMaxTime: CLOSES,
      flexibleSlotTimeLimits: { eventFilter: (event) => !event.classNames.includes("slot-closed") },
      slotLabelFormat: hour,
      dayHeaderFormat: { weekday: "short", day: "numeric", month: "short" },
      ...scale(),
    });
    arrange();
  };

  document.querySelector(".board-choice").addEventListener("click", (event) => {
    const chosen = event.target.closest("button");
    if (!chosen) return;
    main.classList.toggle("shows-board", chosen.dataset.form === "garis");
    for (const button of chosen.parentElement.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button === chosen));
    }
  });
  wide.addEventListener("change", () => draw().catch(() => {}));
  // Without its data the table stays, which says the same.
  draw().catch(() => {});
})();
