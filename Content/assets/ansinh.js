/* AnSinh: what only saves keystrokes. Every page works without this file; it holds no text of its own.
   - form[data-guard]: the browser asks before unsaved input is lost.
   - form[method=post]: a form is sent once; it may be sent again when the page is shown again.
   - .error-summary: takes the focus, and its links take the reader into the field. */
(function () {
  "use strict";

  var dirty = new Set();
  var sending = new WeakSet();
  var leaving = false;

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

  function start() {
    /* Input that came back with an error is not saved yet either. */
    var summary = document.querySelector(".error-summary");
    if (!summary) return;
    Array.prototype.filter.call(document.forms, guarded).forEach(function (form) { dirty.add(form); });
    /* Most browsers have done it by themselves, by the attribute. */
    if (!("autofocus" in HTMLElement.prototype)) summary.focus();
  }

  document.addEventListener("input", noteChange);
  document.addEventListener("change", noteChange);
  document.addEventListener("reset", function (event) { dirty.delete(event.target); });
  document.addEventListener("submit", submitted);
  document.addEventListener("click", focusField);
  window.addEventListener("beforeunload", beforeLeaving);
  window.addEventListener("pageshow", release);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
