/* AnSinh: what only saves keystrokes. Every page works without this file; it holds no text of its own.
   - form[data-guard]: the browser asks before unsaved input is lost.
   - form[method=post]: a form is sent once; it may be sent again when the page is shown again.
   - .error-summary: takes the focus, and its links take the reader into the field.
   - form.sheet: Enter and arrows go from box to box; sums of parts follow what is typed.
   - form[data-copy]: the browser keeps what is typed until it is stored, and offers it again to the session that typed it
     (data-draft names it); what others left behind is dropped, and all of it when somebody signs out.
   - [data-unsaved]: what stands in the page's forms is not stored yet. */
(function () {
  "use strict";

  var dirty = new Set();
  var sending = new WeakSet();
  var leaving = false;
  var language = document.documentElement.lang;

  function guarded(form) {
    return form instanceof HTMLFormElement && form.hasAttribute("data-guard");
  }

  function noteChange(event) {
    var form = event.target && event.target.form;
    if (guarded(form)) dirty.add(form);
  }

  function buttonsOf(form) {
    return Array.prototype.filter.call(form.elements, function (element) {
      return element.type === "submit";
    });
  }

  /* Buttons are marked, not disabled: a disabled button would not send its name and would lose the focus. */
  function mark(form, isSending) {
    buttonsOf(form).forEach(function (button) {
      if (isSending) button.setAttribute("aria-disabled", "true");
      else button.removeAttribute("aria-disabled");
    });
  }

  function release() {
    leaving = false;
    sending = new WeakSet();
    Array.prototype.forEach.call(document.forms, function (form) { mark(form, false); });
  }

  function submitted(event) {
    var form = event.target;
    if (event.defaultPrevented || !(form instanceof HTMLFormElement)) return;
    var button = event.submitter;
    var method = (button && button.getAttribute("formmethod")) || form.getAttribute("method") || "get";
    if (method.toLowerCase() !== "post") return;
    if (sending.has(form)) {
      event.preventDefault();
      return;
    }
    sending.add(form);
    if (/\/dang-xuat(-het)?$/.test(form.getAttribute("action"))) dropCopies(function () { return true; });
    leaving = true;
    mark(form, true);
    /* A form that answers with a file never leaves the page, and a stopped load does not either: pageshow never comes. */
    window.setTimeout(release, form.hasAttribute("data-download") ? 3000 : 20000);
  }

  function beforeLeaving(event) {
    if (leaving || dirty.size === 0) return;
    event.preventDefault();
    event.returnValue = "";
  }

  function focusField(event) {
    var link = event.target.closest && event.target.closest(".error-summary a[href^='#']");
    var field = link && document.getElementById(link.getAttribute("href").slice(1));
    if (!field) return;
    event.preventDefault();
    var label = field.closest("fieldset, .field") || field;
    label.scrollIntoView();
    field.focus({ preventScroll: true });
  }

  /* Nothing is done while Telex or UniKey composes, and nothing typed is rewritten. */
  function moveInSheet(event) {
    if (event.isComposing || event.keyCode === 229) return;
    var box = event.target, key = event.key, step = 0;
    var form = box instanceof HTMLInputElement && box.closest("form.sheet");
    if (!form || event.altKey || event.metaKey) return;
    if (event.ctrlKey && key === "Enter") openNotes(event, box.closest("tr"));
    if (event.ctrlKey || !box.classList.contains("number")) return;
    if (key === "Enter") step = event.shiftKey ? -1 : 1;
    else if (event.shiftKey) return;
    else if (key === "ArrowDown" && box.selectionEnd === box.value.length) step = 1;
    else if (key === "ArrowUp" && box.selectionStart === 0) step = -1;
    if (!step) return;
    event.preventDefault();
    var boxes = Array.from(form.querySelectorAll("input.number")).filter(function (other) { return other.offsetParent; });
    var next = boxes[boxes.indexOf(box) + step];
    if (!next) return;
    next.focus();
    next.select();
  }

  function openNotes(event, row) {
    var notes = row && row.querySelector("td:last-child details");
    if (!notes) return;
    event.preventDefault();
    notes.open = true;
    notes.querySelector("input").focus();
  }

  /* An unreadable box leaves the sum as it was. */
  function sumParts(form) {
    form.querySelectorAll("[data-sum-of]").forEach(function (place) {
      var total = 0;
      form.querySelectorAll("[data-child-of='" + place.dataset.sumOf + "']").forEach(function (box) {
        var digits = box.value.replace(/[\s.]/g, "");
        total += /^\d*$/.test(digits) ? Number(digits) : NaN;
      });
      if (!isNaN(total)) place.textContent = total.toLocaleString(language);
    });
  }

  /* Reads, keeps, or with null drops a copy. */
  function stored(path, copy) {
    try {
      if (copy) localStorage[path] = JSON.stringify(copy);
      else if (copy === null) delete localStorage[path];
      else return JSON.parse(localStorage[path] || "null");
    } catch (error) { /* No store. */ }
  }

  function keyOf(form) {
    return form.dataset.draft ? "draft:" + form.dataset.draft + ":" + form.dataset.copy : "";
  }

  /* Keys of before, which were the paths alone, count as copies of nobody. */
  function dropCopies(isDropped) {
    try {
      Object.keys(localStorage).forEach(function (key) {
        if (/^(draft:|\/)/.test(key) && isDropped(key)) delete localStorage[key];
      });
    } catch (error) { /* No store. */ }
  }

  function fieldsOf(form, code) {
    return Array.from(form.elements).filter(function (field) {
      return field.name.endsWith("-" + code) && !/^(submit|radio)$/.test(field.type);
    });
  }

  /* Hidden fields of a touched line are kept too: an old copy cannot overwrite what others have stored since. */
  function keepCopy(event) {
    var form = event.target.form, path = form && keyOf(form);
    var code = path && (event.target.name.match(/-([A-Z][A-Z0-9_]*)$/) || [])[1];
    if (!code) return;
    sumParts(form);
    var copy = stored(path) || { lines: {} }, line = copy.lines[code] = {};
    copy.at = Date.now();
    fieldsOf(form, code).forEach(function (field) { line[field.name] = field.value; });
    stored(path, copy);
  }

  function offerCopy(form) {
    var path = keyOf(form), copy = path && stored(path), offer = document.querySelector("[data-restore]"), kept = [];
    dropCopies(function (key) { return key.split(":")[1] !== form.dataset.draft; });
    if (!copy || !offer || document.querySelector(".error-summary, [data-unsaved]")) return;
    Object.keys(copy.lines).forEach(function (code) {
      fieldsOf(form, code).forEach(function (field) {
        if (field.name in copy.lines[code]) kept.push([field, copy.lines[code][field.name]]);
      });
    });
    if (!kept.some(function (pair) { return pair[0].type !== "hidden" && pair[0].value !== pair[1]; })) return stored(path, null);
    offer.querySelector("time").textContent =
      new Date(copy.at).toLocaleString(language, { dateStyle: "short", timeStyle: "short" });
    offer.addEventListener("click", function (event) {
      if (event.target.type !== "button") return;
      offer.hidden = true;
      if (!event.target.hasAttribute("data-restore-yes")) return stored(path, null);
      kept.forEach(function (pair) {
        var details = pair[1] && pair[0].closest("details");
        pair[0].value = pair[1];
        if (details) details.open = true;
      });
      dirty.add(form);
      sumParts(form);
    });
    offer.hidden = false;
  }

  function start() {
    document.querySelectorAll("[data-saved]").forEach(function (mark) {
      dropCopies(function (key) { return key.split(":")[2] === mark.dataset.saved; });
    });
    document.querySelectorAll("form[data-copy]").forEach(offerCopy);
    /* Input that came back with an error, or through signing in, is not saved yet either. */
    var summary = document.querySelector(".error-summary");
    if (!summary && !document.querySelector("[data-unsaved]")) return;
    Array.prototype.filter.call(document.forms, guarded).forEach(function (form) { dirty.add(form); });
    /* Most browsers have done it by themselves, by the attribute. */
    if (summary && !("autofocus" in HTMLElement.prototype)) summary.focus();
  }

  document.addEventListener("input", noteChange);
  document.addEventListener("input", keepCopy);
  document.addEventListener("keydown", moveInSheet);
  document.addEventListener("change", noteChange);
  document.addEventListener("reset", function (event) { dirty.delete(event.target); });
  document.addEventListener("submit", submitted);
  document.addEventListener("click", focusField);
  window.addEventListener("beforeunload", beforeLeaving);
  window.addEventListener("pageshow", release);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
